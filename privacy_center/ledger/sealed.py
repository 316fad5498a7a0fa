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

    Raises :class:`BrokenSeal` for everything else; the error never repeats the token. Each sealed
    text has one spelling: another one of the same bytes, which base64 would also read, is refused.
    """
    padded = token + "=" * (-len(token) % 4)
    try:
        written_again = base64.urlsafe_b64encode(base64.urlsafe_b64decode(padded)).decode()
        if written_again.rstrip("=") != token:
            raise InvalidToken
        return _fernet(purpose).decrypt(padded).decode()
    except (InvalidToken, ValueError):
        raise BrokenSeal(
            "The sealed text was altered, or its key is neither HASH_KEY nor in HASH_KEY_FALLBACKS."
        ) from None


def _fernet(purpose: str) -> MultiFernet:
    keys = keys_for(f"sealed/{purpose}")
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
