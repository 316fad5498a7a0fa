"""What all pages of the site share: how long a browser and a cache may keep them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers, patch_cache_control
from wagtail.models import Page

#: Seconds. Short, since an editor expects to see what was just published.
FRESH = 60


class SitePage(Page):  # type: ignore[misc]
    """A page whose bytes are the same for every visitor, and so may be cached."""

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        if self._for_everybody(request):
            patch_cache_control(response, public=True, max_age=FRESH)
        else:
            add_never_cache_headers(response)
        return response

    def _for_everybody(self, request: HttpRequest) -> bool:
        # A signed-in editor gets the user bar; a restricted page is for those who may see it.
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        return not signed_in and not self.get_view_restrictions().exists()


class FormSitePage(SitePage):
    """A page with a form, whose token is one visitor's: never stored."""

    class Meta:
        abstract = True

    def _for_everybody(self, request: HttpRequest) -> bool:
        return False
