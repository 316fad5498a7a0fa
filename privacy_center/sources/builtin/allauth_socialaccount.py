"""allauth's accounts at other services, and the keys to them."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.utils.translation import gettext_lazy as _

from ..base import PersonalData
from ..registry import nothing_personal, register


@register(SocialAccount)
class SocialAccountData(PersonalData):
    """An account at another service that the person signs in with, and what it told about them."""

    activity = "account"
    subject = ("user",)
    title = _("Accounts you sign in with")
    fields = {"uid": "identity", "extra_data": "identity"}
    not_identifying = ("provider", "last_login", "date_joined")

    def label(self, record: SocialAccount) -> str:
        """The service's name; allauth's own text would repeat the address."""
        return str(record.provider)


@register(SocialToken)
class SocialTokenData(PersonalData):
    """The keys that the other service gave."""

    part_of = "account"
    not_identifying = ("app", "expires_at")
    secret = ("token", "token_secret")


nothing_personal(SocialApp, reason="How this site is known at another service.")
