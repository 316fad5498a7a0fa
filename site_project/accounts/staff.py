"""Staff sign in with a second factor, where the site asks for one.

allauth offers second factors but never demands them. Here the admin does: a person who may
work there and has none is sent to set one up, and one whose session was opened without it is sent
to confirm. Reading of people's data thus never hangs on a password alone (GDPR Art. 32).
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

FACTORS = ["totp", "webauthn"]


class StaffMfaMiddleware:
    """Lets staff in under ``ADMIN_PATHS`` with a second factor only, where ``STAFF_MFA_REQUIRED``.

    It stands behind allauth's own middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_guarded(request) and is_staff(request.user) and (detour := _detour(request)):
            return HttpResponseRedirect(detour)
        return self.get_response(request)


def is_staff(user: object) -> bool:
    """Whether the person may enter Wagtail's admin or Django's."""
    return bool(
        getattr(user, "is_authenticated", False)
        and (user.is_staff or user.has_perm("wagtailadmin.access_admin"))  # type: ignore[attr-defined]
    )


def confirmed_with_factor(request: HttpRequest) -> bool:
    """Whether this session was opened, or since confirmed, with a second factor."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def _is_guarded(request: HttpRequest) -> bool:
    return (
        settings.STAFF_MFA_REQUIRED
        and request.path_info.startswith(settings.ADMIN_PATHS)
        and request.path != reverse("wagtailadmin_logout")
    )


def _detour(request: HttpRequest) -> str | None:
    """Where the person must go first, or None where nothing stands in the way."""
    if not get_mfa_adapter().is_mfa_enabled(request.user, FACTORS):
        messages.warning(request, _("Staff sign in with two steps. Set up a second step first."))
        return reverse("mfa_index")
    if confirmed_with_factor(request):
        return None
    # A form that was on its way is not sent again unseen: the person comes back to the front page.
    back = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    return f"{_confirmation(request)}?{urlencode({REDIRECT_FIELD_NAME: back})}"


def _confirmation(request: HttpRequest) -> str:
    """The page to confirm on: codes where the person has them, else the passkey's own page."""
    return next(
        method["url"]
        for method in get_account_adapter().get_reauthentication_methods(request.user)
        if method["id"].startswith("mfa_reauthenticate")
    )
