"""A choice that a scan makes is nobody's: it leaves no receipt and counts in no rate.

The scan's browser carries a cookie that the site's own key has signed. It goes to the site alone,
and no script can read it, so that no visitor can come by one and leave the proof out.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.http import HttpRequest

COOKIE = "cookies_scan"
#: Longer than one phase of a scan takes.
LASTING = timedelta(hours=2)


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="cookies.scan")


def mark() -> str:
    """The value of the cookie, good from now on for a while."""
    return _signer().sign(COOKIE)


def is_rehearsal(request: HttpRequest) -> bool:
    """Whether a scan of this site made the request."""
    try:
        _signer().unsign(request.COOKIES.get(COOKIE, ""), max_age=LASTING)
    except signing.BadSignature:
        return False
    return True
