"""Which pages to look at: those of the sitemap."""

from __future__ import annotations

import html
import re
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import Request, urlopen

_LOCATION = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>")
TIMEOUT = 20
LARGEST = 20_000_000


class Unreachable(Exception):
    """The site does not answer at the address that was given."""


def pages_of(base_url: str, limit: int) -> list[str]:
    """Addresses under ``base_url``, the start page first, at most ``limit``.

    From ``/sitemap.xml``, an index of sitemaps included; the start page alone where there is none.
    A sitemap speaks of the host that the site is published at, so its paths are what counts.
    Raises :class:`Unreachable`.
    """
    base = urlsplit(base_url)
    if base.scheme not in ("http", "https") or not base.netloc:
        raise Unreachable(f"{base_url} is not an address such as https://www.example.com")
    start = urlunsplit((base.scheme, base.netloc, base.path or "/", "", ""))
    _read(start)
    found = [start]
    waiting = [urlunsplit((base.scheme, base.netloc, "/sitemap.xml", "", ""))]
    seen: set[str] = set()
    while waiting and len(found) < limit:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        try:
            locations = _LOCATION.findall(_read(address))
        except Unreachable:
            continue
        for location in map(html.unescape, locations):
            there = urlsplit(location)
            own = urlunsplit((base.scheme, base.netloc, there.path or "/", there.query, ""))
            (waiting if there.path.endswith(".xml") else found).append(own)
    return list(dict.fromkeys(found))[:limit]


def _read(address: str) -> str:
    # Only http and https come here.
    request = Request(address, headers={"User-Agent": "cookies_scan"})  # noqa: S310
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            body: bytes = answer.read(LARGEST)
    except HTTPError as error:
        raise Unreachable(f"{address} answers {error.code}") from error
    except (URLError, TimeoutError, OSError) as error:
        raise Unreachable(f"{address} does not answer: {error}") from error
    return body.decode(errors="replace")
