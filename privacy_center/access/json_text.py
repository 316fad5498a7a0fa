"""JSON as text, record by record."""

from __future__ import annotations

import json
from typing import Any

_COMPACT = (",", ":")


def json_text(value: Any) -> str:
    """``value``, which holds only what :func:`~.values.plain` makes, as JSON on one line.

    Text stays readable; one with half a surrogate pair is written in escapes, since UTF-8 has no
    bytes for it.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=_COMPACT)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False, separators=_COMPACT)
    return text
