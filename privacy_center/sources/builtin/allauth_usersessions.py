"""allauth's list of sessions: where, when and with what somebody was signed in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from ..base import PersonalData
from ..registry import register


@register(UserSession)
class UserSessionData(PersonalData):
    """A device that was signed in. IP addresses and devices are personal data too."""

    activity = "security"
    subject = ("user",)
    title = _("Devices that were signed in")
    retained_from = "last_seen_at"
    fields = {"ip": "technical", "user_agent": "technical"}
    not_identifying = ("created_at", "last_seen_at")
    secret = ("session_key", "data")
