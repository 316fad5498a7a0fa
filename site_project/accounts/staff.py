"""The admin is for staff, who sign in with a second factor where the site asks for one.

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
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

FACTORS = ["totp", "webauthn"]


class StaffMfaMiddleware:
    """Lets staff in under ``ADMIN_PATHS`` with a second factor only, where ``STAFF_MFA_REQUIRED``.

    Others who are signed in are refused there. Wagtail would send them to sign in, and sign-in,
    where they already are, would send them back for ever. It stands behind allauth's middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_guarded(request) and request.user.is_authenticated:
            if not may_enter(request):
                raise PermissionDenied
            if settings.STAFF_MFA_REQUIRED and (detour := _detour(request)):
                return HttpResponseRedirect(detour)
        return self.get_response(request)


def may_enter(request: HttpRequest) -> bool:
    """Whether the person may enter the admin that the address belongs to: Wagtail's or Django's."""
    if request.path.startswith(reverse("wagtailadmin_home")):
        return bool(request.user.has_perm("wagtailadmin.access_admin"))
    return bool(getattr(request.user, "is_staff", False))


def confirmed_with_factor(request: HttpRequest) -> bool:
    """Whether this session was opened, or since confirmed, with a second factor."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def _is_guarded(request: HttpRequest) -> bool:
    leaving = request.path in (reverse("wagtailadmin_logout"), reverse("admin:logout"))
    return request.path_info.startswith(settings.ADMIN_PATHS) and not leaving


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
