"""Keyed hashes that stand in for people wherever their names must not (Art. 4(5)).

Without the key nobody can go from a hash to an address, or try addresses against it.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable
from itertools import chain

from .keys import keys_for

LENGTH = 32
"""Hexadecimal characters of a pseudonym: 128 bits."""

_PURPOSE = "pseudonyms"


def fold_email(email: str) -> str:
    """The one form in which two spellings of an address are the same address.

    Stripped, and folded by :func:`fold_text`.
    """
    return fold_text(email.strip())


def fold_text(text: str) -> str:
    """``text`` in the one form in which it is compared: NFC, lower-cased letter by letter.

    Not ``str.casefold``, which makes one word of ``straße`` and ``strasse``: those are two names
    on the Internet, and may be two people.
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", fold_letters(unicodedata.normalize("NFC", text)))


def fold_letters(text: str) -> str:
    """``text`` in lower case, each letter by itself, as PostgreSQL's ``LOWER`` does."""
    # The one letter whose lower case Python takes from those around it.
    return text.replace("Σ", "σ").lower()


def written_forms(emails: Iterable[str]) -> list[str]:
    """Folded addresses as a column may hold them: composed (NFC), and decomposed (NFD) by some.

    A database tells the two apart, and what a form or a file sent may be either.
    """
    forms = ((email, unicodedata.normalize("NFD", email)) for email in emails)
    return list(dict.fromkeys(chain.from_iterable(forms)))


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
