"""Which site a request is for, told from memory."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.request import split_domain_port

from .snapshot import Memory, memory


def site_of(request: HttpRequest | None, held: Memory | None = None) -> int | None:
    """The key of the site that serves ``request``, as Wagtail finds it, without a query."""
    held = held or memory()
    if request is None:
        return held.site_of("", 0)
    host = request.META.get("HTTP_HOST") or request.META.get("SERVER_NAME", "")
    return held.site_of(split_domain_port(host)[0], int(request.get_port() or 0))
