"""Headers of pages that show somebody's data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_resolver, get_urlconf
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


def not_found(request: HttpRequest, missing: Http404) -> HttpResponseBase:
    """The site's own answer to what is not there, for a view to set headers on.

    An ``Http404`` that leaves the view is answered after it, without them; and an address that
    leads nowhere may be a key with a letter too many.
    """
    handler: Callable[..., HttpResponseBase] = get_resolver(get_urlconf()).resolve_error_handler(
        404
    )
    return handler(request, exception=missing)
