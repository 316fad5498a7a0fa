"""Which pages to look at: those of the sitemap."""

from __future__ import annotations

import html
import re
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import Request, urlopen

from django.utils.translation import gettext as _

_LOCATION = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>")
TIMEOUT = 20
LARGEST = 20_000_000


class Unreachable(Exception):
    """The site does not answer at the address that was given."""


class Missing(Unreachable):
    """There is nothing at the address that was given."""


def pages_of(base_url: str, limit: int) -> list[str]:
    """Addresses under ``base_url``, the start page first, at most ``limit``.

    From ``/sitemap.xml``, an index of sitemaps included; the start page alone where there is none,
    which is not the same as a sitemap that fails.
    A sitemap speaks of the host that the site is published at, so its paths are what counts.
    Raises :class:`Unreachable`.
    """
    base = urlsplit(base_url)
    if base.scheme not in ("http", "https") or not base.netloc:
        words = _("%(address)s is not an address such as https://www.example.com")
        raise Unreachable(words % {"address": base_url})
    start = urlunsplit((base.scheme, base.netloc, base.path or "/", "", ""))
    _read(start)
    found = [start]
    sitemap = urlunsplit((base.scheme, base.netloc, "/sitemap.xml", "", ""))
    waiting = [sitemap]
    seen: set[str] = set()
    while waiting and len(found) < limit:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        try:
            locations = _LOCATION.findall(_read(address))
        except Missing:
            if address != sitemap:
                raise
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
        kind = Missing if error.code in (404, 410) else Unreachable
        words = _("%(address)s answers %(status)s")
        raise kind(words % {"address": address, "status": error.code}) from error
    except (URLError, TimeoutError, OSError) as error:
        words = _("%(address)s does not answer: %(error)s")
        raise Unreachable(words % {"address": address, "error": error}) from error
    return body.decode(errors="replace")
