"""allauth's list of sessions: where, when and with what somebody was signed in."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from ..base import PersonalData
from ..devices import in_words
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
    labels = {
        "ip": _("Address on the network (IP)"),
        "user_agent": _("Browser"),
        "created_at": _("Signed in"),
        "last_seen_at": _("Last seen"),
    }

    def words(self, record: UserSession, field: str) -> Any:
        """Say which browser it was, where its name for itself tells."""
        known = in_words(record.user_agent) if field == "user_agent" else ""
        return known or super().words(record, field)

    def label(self, record: UserSession) -> str:
        """Say when: what a browser calls itself is too long for a heading."""
        seen = date_format(localtime(record.last_seen_at), "DATETIME_FORMAT")
        return str(_("Device last seen %(when)s") % {"when": seen})
