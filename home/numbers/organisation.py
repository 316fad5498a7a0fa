"""Swedish organisation numbers, kept with ten digits."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.se import orgnr

#: The prefix that authorities put before the ten digits where twelve are asked for.
TWELVE_DIGIT_PREFIX = "16"


def parse_organisation_number(text: str) -> str:
    """``text`` as ten digits; raises ``ValidationError`` with a message for who typed it.

    The third digit of an organisation number is at least 2. Below that the number is a personal
    identity number, which has a field of its own.
    """
    number = orgnr.compact(text)
    if len(number) == 12 and number.startswith(TWELVE_DIGIT_PREFIX):
        number = number[2:]
    try:
        if not number.isascii():
            raise WrongNumber
        orgnr.validate(number)
    except InvalidChecksum:
        raise ValidationError(
            _("The last digit does not match the rest of the number. Check each digit."),
            code="check_digit",
        ) from None
    except WrongNumber:
        raise ValidationError(
            _("Write the organisation number as NNNNNN-NNNN."), code="format"
        ) from None
    if number[2] < "2":
        raise ValidationError(
            _(
                "This is not an organisation number. If you are a sole trader, use the field for "
                "the personal identity number."
            ),
            code="not_organisation",
        )
    return number


def format_organisation_number(number: str) -> str:
    """Ten digits as people write them: ``NNNNNN-NNNN``."""
    return str(orgnr.format(number))
