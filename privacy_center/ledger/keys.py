"""Keys for one purpose each, derived from ``HASH_KEY`` and the keys before it."""

from __future__ import annotations

from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ..conf import settings as privacy_settings

KEY_BYTES = 32


def keys_for(purpose: str) -> tuple[bytes, ...]:
    """32-byte keys for ``purpose``: the present one first, then one for each fallback.

    Write with the first; read with all. What is made for one purpose opens nothing of another.
    """
    secrets = (privacy_settings.HASH_KEY, *privacy_settings.HASH_KEY_FALLBACKS)
    return tuple(_derived(secret, purpose) for secret in secrets)


def ledger_keys_for(purpose: str) -> tuple[bytes, ...]:
    """The same for what the ledger outside the database needs, from ``LEDGER_KEYS``."""
    if secrets := privacy_settings.LEDGER_KEYS:
        return tuple(_derived(secret, f"ledger/{purpose}") for secret in secrets)
    return keys_for(f"ledger/{purpose}")


@lru_cache(maxsize=64)
def _derived(secret: str, purpose: str) -> bytes:
    info = f"privacy_center/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret.encode())
