"""The company that answers for a site, as a page needs it."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Site

from ..activities.models import Controller


def controller_of(request: HttpRequest) -> Controller:
    """The controller of the request's site; an empty one where no site or no entry exists."""
    site = Site.find_for_request(request)
    if site is None:
        return Controller()
    return Controller.objects.filter(site=site).first() or Controller(site=site)
