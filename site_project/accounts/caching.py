"""Pages of an account are one person's: nobody keeps a copy."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers


class PersonalPagesMiddleware:
    """Says ``no-store`` under ``PERSONAL_PATHS``: after signing out, *back* shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(settings.PERSONAL_PATHS):
            add_never_cache_headers(response)
        return response
