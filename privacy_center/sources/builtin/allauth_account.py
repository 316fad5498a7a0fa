"""allauth's addresses, and the keys that confirm them."""

from __future__ import annotations

from allauth.account.models import EmailAddress, EmailConfirmation
from django.utils.translation import gettext_lazy as _

from ..base import PersonalData
from ..registry import register


@register(EmailAddress)
class EmailAddressData(PersonalData):
    """The addresses of an account. They change by allauth's own verified way."""

    activity = "account"
    subject = ("user",)
    title = _("E-mail addresses")
    fields = {"email": "contact"}
    not_identifying = ("verified", "primary")


@register(EmailConfirmation)
class EmailConfirmationData(PersonalData):
    """A pending confirmation of an address."""

    part_of = "email_address"
    not_identifying = ("created", "sent")
    secret = ("key",)
