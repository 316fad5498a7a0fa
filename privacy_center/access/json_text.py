"""JSON as bytes, chunk by chunk."""

from __future__ import annotations

import json
from typing import Any

_COMPACT = (",", ":")


def json_bytes(value: Any) -> bytes:
    """``value``, which holds only what :func:`~.values.plain` makes, as JSON on one line, in UTF-8.

    Text stays readable; one with half a surrogate pair is written in escapes, since UTF-8 has no
    bytes for it.
    """
    try:
        return _readable(value).encode("utf-8")
    except UnicodeEncodeError:
        return _escaped(value).encode("ascii")


_readable = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=_COMPACT).encode
_escaped = json.JSONEncoder(allow_nan=False, separators=_COMPACT).encode
