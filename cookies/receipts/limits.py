"""A flood of choices neither slows the site nor fills the table.

Counted in this process's memory, so that a choice costs no cache read and no address is stored.
"""

from __future__ import annotations

import time
from collections import Counter

from django.http import HttpRequest

from ..conf import settings

MINUTE = 60.0
_counts: Counter[int] = Counter()
_window = 0
_ALL = 0


class TooMany(Exception):
    """More choices than anybody makes in a minute."""


def count(request: HttpRequest) -> None:
    """Count a choice of this minute. Raises :class:`TooMany` past the limits of the settings."""
    global _window
    window = int(time.monotonic() / MINUTE)
    if window != _window:
        _window = window
        _counts.clear()
    address = _address(request)
    # A hash of this process alone, gone with the minute: it names nobody.
    own = hash(("client", address)) or 1
    if address and _counts[own] >= settings.RECEIPTS_A_MINUTE:
        raise TooMany
    if _counts[_ALL] >= settings.RECEIPTS_A_MINUTE_IN_ALL:
        raise TooMany
    _counts[_ALL] += 1
    if address:
        _counts[own] += 1


def forget() -> None:
    """Begin anew, as a test does."""
    _counts.clear()


def _address(request: HttpRequest) -> str:
    """The client's address, or an empty string where a proxy that nobody declared hides it."""
    proxies = settings.TRUSTED_PROXY_COUNT
    forwarded = request.headers.get("X-Forwarded-For", "")
    if not proxies:
        return "" if forwarded else request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in forwarded.split(",")]
    return hops[-proxies] if len(hops) >= proxies else ""
