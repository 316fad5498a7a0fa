"""The name of a record in an address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ..ledger import BrokenSeal, decrypt, encrypt

_PURPOSE = "record key"
_SEALED = "~"


def write_key(pk: Any) -> str:
    """A primary key as an address shows it: a number or a UUID as it is, anything else sealed.

    A key of text may be somebody's name or e-mail address, which no address may show.
    """
    if isinstance(pk, (int, UUID)):
        return str(pk)
    return _SEALED + encrypt(str(pk), purpose=_PURPOSE)


def read_key(key: str) -> str | None:
    """The primary key that :func:`write_key` wrote, as text; None for anything else."""
    if not key.startswith(_SEALED):
        return key if _is_plain(key) else None
    try:
        return decrypt(key.removeprefix(_SEALED), purpose=_PURPOSE)
    except BrokenSeal:
        return None


def _is_plain(key: str) -> bool:
    digits = key.removeprefix("-")
    if digits.isascii() and digits.isdecimal():
        # What no database column takes is no key.
        return len(digits) < 19
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False
