"""A flood of choices neither slows the site nor fills the table.

Counted in this process's memory, so that a choice costs no cache read and no address is stored.
"""

from __future__ import annotations

import time
from collections import Counter
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.http import HttpRequest

from ..conf import settings

MINUTE = 60.0
#: Where a site's own proxies stand.
INSIDE = [
    ip_network(network)
    for network in (
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "169.254.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    )
]
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
    """Who asks: an address, or an empty string where a proxy that nobody declared hides it.

    Anybody can send ``X-Forwarded-For``. Where no proxy is declared it says something only when
    the request itself comes from a private network, as a proxy's does.
    """
    proxies = settings.TRUSTED_PROXY_COUNT
    remote = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if proxies:
        hops = forwarded.split(",")
        return _client(hops[-proxies]) if len(hops) >= proxies else ""
    return "" if forwarded and _is_inside(remote) else _client(remote)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        parsed = ip_address(address.strip())
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed


def _is_inside(address: str) -> bool:
    parsed = _parsed(address)
    return parsed is not None and any(parsed in network for network in INSIDE)


def _client(address: str) -> str:
    """One client: an IPv4 address, or the network of IPv6 that a client has all to itself."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed or "")
