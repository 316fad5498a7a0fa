"""The keyed hash by which an encrypted number is found."""

from __future__ import annotations

import hashlib
import hmac

from privacy_center.conf import settings as privacy_settings

CONTEXT = b"home.numbers:"


def number_hash(number: str) -> str:
    """64 hexadecimal digits for a parsed number, the same each time; empty for no number.

    Keyed, because there are few enough personal identity numbers to try them all.
    """
    if not number:
        return ""
    key = privacy_settings.HASH_KEY.encode()
    return hmac.new(key, CONTEXT + number.encode(), hashlib.sha256).hexdigest()
