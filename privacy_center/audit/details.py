"""What may stand in the details of an entry: plain values, and nobody's address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

_ADDRESS = re.compile(r"[^\s@]@[^\s@]|%40", re.IGNORECASE)


class PersonalDetail(ValueError):
    """Something that looks like an e-mail address was about to enter the trail."""


def plain(value: Any, name: str = "details") -> Any:
    """``value`` as JSON that reads back the same from every database.

    Dates become ISO 8601 text, decimals and UUIDs text, sets sorted lists. Raises TypeError for
    other kinds (floats too: databases write them differently), :class:`PersonalDetail` for text
    that looks like an e-mail address, ValueError for text that no database takes.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, str | Promise | Decimal | UUID):
        return _text(str(value), name)
    if isinstance(value, Mapping):
        return {_text(str(key), name): plain(item, f"{name}.{key}") for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(item, name) for item in value), key=str)
    if isinstance(value, Iterable) and not isinstance(value, bytes | bytearray):
        return [plain(item, name) for item in value]
    raise TypeError(f"{name}: the audit trail takes no {type(value).__name__}.")


def _text(text: str, name: str) -> str:
    if _ADDRESS.search(text):
        raise PersonalDetail(f"{name} looks like an e-mail address: write the pseudonym instead.")
    if "\x00" in text:
        raise ValueError(f"{name} holds a NUL character.")
    return text
