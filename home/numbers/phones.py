"""Telephone numbers, kept in the international form E.164."""

from __future__ import annotations

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: A number written without a country code is read as one of this country.
REGION = "SE"


def parse_phone(text: str) -> str:
    """``text`` as E.164, such as ``+46701740605``; raises ``ValidationError``."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(
            _(
                "This is not a telephone number that exists. Write it as 070-123 45 67, "
                "or with the country code: +46 70 123 45 67."
            ),
            code="phone",
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def format_phone(number: str) -> str:
    """A stored number as people read it; text that is no number comes back as it is."""
    try:
        parsed = phonenumbers.parse(number, REGION)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
