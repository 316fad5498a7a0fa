"""Wagtail's own settings of an editor."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from ..base import PersonalData
from ..paths import own_fields
from ..registry import register


@register(UserProfile)
class UserProfileData(PersonalData):
    """How an editor has set up the admin, and a picture."""

    activity = "account"
    subject = ("user",)
    title = _("Settings of the admin")
    fields = {"avatar": "identity"}
    not_identifying = tuple(
        field.name for field in own_fields(UserProfile) if field.name not in ("user", "avatar")
    )
