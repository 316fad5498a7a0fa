"""allauth's second factors."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from ..base import PersonalData
from ..registry import register


@register(Authenticator)
class AuthenticatorData(PersonalData):
    """An app, a passkey or recovery codes. What they are made of is never shown."""

    title = _("Second steps of sign-in")
    activity = "security"
    subject = ("user",)
    not_identifying = ("type", "created_at", "last_used_at")
    secret = ("data",)
    labels = {"type": _("Kind"), "created_at": _("Added"), "last_used_at": _("Last used")}
