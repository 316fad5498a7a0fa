"""A package for somebody without an account: by the link that was mailed to their address."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from ..delivery import NotThere, fetch, find
from .download import as_zip
from .headers import NOBODY, keep_private, not_found
from .page import Page


# The token in the address is the proof, and this page sends no referrer, so that a browser's form
# has no origin to be checked.
@method_decorator(csrf_exempt, name="dispatch")
class GuestPackagePage(Page):
    """GET shows, POST fetches (mail scanners only GET). Names nobody; a used link is not found."""

    template_name = "privacy_center/guest/package.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer; the address of the page, which is the key, is told to nobody."""
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Http404 as missing:
            response = not_found(request, missing)
        return keep_private(response, referrer=NOBODY)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the package; a token that leads to none is not found."""
        try:
            package = find(self.kwargs["token"])
        except NotThere:
            raise Http404 from None
        return super().get_context_data(package=package, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Stream the file."""
        try:
            fetched = fetch(self.kwargs["token"])
        except NotThere:
            raise Http404 from None
        return as_zip(fetched.pieces, fetched.size)
