"""The language that a person chose, remembered in a cookie and, when signed in, on the profile."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import LANGUAGE_QUERY_PARAMETER
from django.views.i18n import set_language as remember_in_cookie
from wagtail.users.models import UserProfile


# A page that tells nobody where it stands, as a receipt does, posts without an origin to check. All
# that another site could do is change a language, and without the session, which is SameSite.
@csrf_exempt
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Switch to the language posted as ``language`` and go back to ``next``."""
    language = request.POST.get(LANGUAGE_QUERY_PARAMETER, "")
    if request.user.is_authenticated and translation.check_for_language(language):
        profile = UserProfile.get_for_user(request.user)
        profile.preferred_language = language
        profile.save(update_fields=["preferred_language"])
    return remember_in_cookie(request)


class AddressLanguageMiddleware(LocaleMiddleware):
    """Speaks the language that the address, the cookie or the browser names.

    Django looks for whatever is not found again under a language. Here that is for addresses that
    no view knows: what a view did not find is not there, and its address, which may hold a token,
    is not repeated.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the headers of the language; redirect an unknown address alone."""
        if response.status_code == 404 and request.resolver_match is not None:
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            return response
        return super().process_response(request, response)


class SavedLanguageMiddleware:
    """Speaks a signed-in person's saved language where neither address nor cookie names one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = translation.get_language_from_path(request.path_info) or request.COOKIES.get(
            settings.LANGUAGE_COOKIE_NAME
        )
        # Asking for the user reads the session, which a visitor without one should not pay for.
        if not named and request.session.session_key and request.user.is_authenticated:
            saved = (
                UserProfile.objects.filter(user=request.user)
                .values_list("preferred_language", flat=True)
                .first()
            )
            if saved in dict(settings.LANGUAGES):
                translation.activate(saved)
                request.LANGUAGE_CODE = saved
        return self.get_response(request)
