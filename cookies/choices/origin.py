"""Whether a request comes from the site's own pages, told without a token or a cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that one of this site's own pages sent the request.

    ``Sec-Fetch-Site`` decides where the browser sends it, for no page can forge it; else
    ``Origin`` must be this host or stand in ``CSRF_TRUSTED_ORIGINS``. Neither means no.
    """
    fetch_site = request.META.get("HTTP_SEC_FETCH_SITE")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    origin = request.META.get("HTTP_ORIGIN")
    if not origin:
        return False
    own = f"{request.scheme}://{request.get_host()}"
    return origin == own or origin in settings.CSRF_TRUSTED_ORIGINS
