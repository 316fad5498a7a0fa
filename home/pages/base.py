"""What all pages of the site share: how long a browser and a cache may keep them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from wagtail.models import Page

#: Seconds. Short, since an editor expects to see what was just published.
FRESH = 60


def never_store(response: HttpResponseBase) -> HttpResponseBase:
    """Keep a response out of every cache, the browser's included."""
    response["Cache-Control"] = "no-store, private"
    return response


class SitePage(Page):  # type: ignore[misc]
    """A page whose bytes are the same for every visitor, and so may be cached."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        if self._for_everybody(request):
            patch_cache_control(response, public=True, max_age=FRESH)
        else:
            never_store(response)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        # The user bar asks who is signed in, which would make the page vary by cookie.
        context["with_user_bar"] = self._signed_in(request)
        return context

    def _for_everybody(self, request: HttpRequest) -> bool:
        # A restricted page is for those who may see it.
        return not self._signed_in(request) and not self.get_view_restrictions().exists()

    def _signed_in(self, request: HttpRequest) -> bool:
        """Whether somebody may be, told by the cookie alone."""
        return settings.SESSION_COOKIE_NAME in request.COOKIES


class FormSitePage(SitePage):
    """A page with a form, whose token is one visitor's: never stored."""

    class Meta:
        abstract = True

    def _for_everybody(self, request: HttpRequest) -> bool:
        return False
