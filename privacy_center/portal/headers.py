"""Headers of pages that show somebody's data."""

from __future__ import annotations

from typing import TypeVar

from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

Response = TypeVar("Response", bound=HttpResponseBase)

#: Nothing leaves the site, and forms on the page still pass the check of where they come from.
OWN_SITE = "same-origin"
#: For an address that is itself the key. A form on such a page arrives without an origin.
NOBODY = "no-referrer"


def keep_private(response: Response, *, referrer: str = OWN_SITE) -> Response:
    """Mark ``response`` as one person's: not stored, not indexed, its address kept from others."""
    add_never_cache_headers(response)
    response.headers["Referrer-Policy"] = referrer
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
