"""Text that must be read back later, but by nobody who only has the database."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from .keys import keys_for


class BrokenSeal(ValueError):
    """A sealed text was altered, cut, made for something else, or sealed under an unknown key."""


def encrypt(text: str, *, purpose: str = "") -> str:
    """Seal ``text`` under the present key. The result is ASCII, safe in an address.

    ``purpose`` keeps apart what is sealed for different uses: it must be given again to open.
    """
    return _fernet(purpose).encrypt(text.encode()).decode().rstrip("=")


def decrypt(token: str, *, purpose: str = "") -> str:
    """Open what :func:`encrypt` sealed, also under a fallback key.

    Raises :class:`BrokenSeal` for everything else; the error never repeats the token.
    """
    padding = "=" * (-len(token) % 4)
    try:
        return _fernet(purpose).decrypt(f"{token}{padding}".encode()).decode()
    except (InvalidToken, UnicodeError):
        raise BrokenSeal(
            "The sealed text was altered, or its key is neither HASH_KEY nor in HASH_KEY_FALLBACKS."
        ) from None


def _fernet(purpose: str) -> MultiFernet:
    keys = keys_for(f"sealed/{purpose}")
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
