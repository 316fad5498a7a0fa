"""Keyed hashes that stand in for people wherever their names must not (Art. 4(5)).

Without the key nobody can go from a hash to an address, or try addresses against it.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

from .keys import keys_for

LENGTH = 32
"""Hexadecimal characters of a pseudonym: 128 bits."""

_PURPOSE = "pseudonyms"


def fold_email(email: str) -> str:
    """The one form in which two spellings of an address are the same address.

    Stripped, NFC, and lower-cased letter by letter, as PostgreSQL's ``LOWER`` does. Not
    ``str.casefold``, which makes one word of ``straße`` and ``strasse``: those are two names on
    the Internet, and may be two people.
    """
    return unicodedata.normalize("NFC", fold_letters(unicodedata.normalize("NFC", email.strip())))


def fold_letters(text: str) -> str:
    """``text`` in lower case, each letter by itself."""
    return "".join(letter.lower() for letter in text)


def pseudonym(email: str) -> str:
    """The pseudonym of an address, under the present key: 32 hexadecimal characters."""
    return pseudonyms_under_every_key(email)[0]


def pseudonyms_under_every_key(email: str) -> tuple[str, ...]:
    """The pseudonyms of an address under the present key and under each fallback.

    For reading what was written before the key was changed, such as the suppression list.
    """
    return _hashes(f"email:{fold_email(email)}")


def pseudonym_of_user(pk: object) -> str:
    """The pseudonym of an account, for one that has no verified address."""
    return pseudonyms_of_user_under_every_key(pk)[0]


def pseudonyms_of_user_under_every_key(pk: object) -> tuple[str, ...]:
    """The pseudonyms of an account under the present key and under each fallback."""
    return _hashes(f"user:{pk}")


def _hashes(text: str) -> tuple[str, ...]:
    message = text.encode("utf-8", "surrogatepass")
    return tuple(
        hmac.new(key, message, hashlib.sha256).hexdigest()[:LENGTH] for key in keys_for(_PURPOSE)
    )
