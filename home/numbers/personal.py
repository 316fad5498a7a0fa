"""Swedish personal identity numbers and coordination numbers, kept with twelve digits."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from stdnum import luhn
from stdnum.se import personnummer

#: A coordination number adds this to the day of birth (folkbokföringslagen 18 a §).
COORDINATION_DAYS = 60
MASK = "••••"


def parse_personal_number(text: str, *, today: dt.date | None = None) -> str:
    """``text`` as twelve digits: ``YYYYMMDDNNNC``.

    Reads YYMMDD-NNNC, YYMMDD+NNNC and the same with a four-digit year, with or without the
    separator. Raises ``ValidationError`` with a message for the person who typed it.
    """
    today = today or timezone.localdate()
    number = _compact(text)
    separator, digits = number[-5], number[:-5] + number[-4:]
    birthday = _birthday(digits[:-4], separator, today)
    if not luhn.is_valid(digits[-10:]):
        raise ValidationError(
            _("The last digit does not match the rest of the number. Check each digit."),
            code="check_digit",
        )
    return f"{birthday.year:04}{digits[-8:]}"


def format_personal_number(number: str, *, today: dt.date | None = None) -> str:
    """Twelve digits as people write them: ``YYYYMMDD-NNNC``.

    The separator is ``+`` from the year in which the person turns 100 (folkbokföringslagen 18 §).
    """
    return f"{number[:8]}{_separator(number, today)}{number[8:]}"


def mask_personal_number(number: str, *, today: dt.date | None = None) -> str:
    """The number for a page: the date of birth, and dots for what identifies."""
    return f"{number[:8]}{_separator(number, today)}{MASK}"


def _separator(number: str, today: dt.date | None) -> str:
    return "+" if (today or timezone.localdate()).year - int(number[:4]) >= 100 else "-"


def _compact(text: str) -> str:
    shape = ValidationError(
        _("Write the personal identity number as YYYYMMDD-NNNN."), code="format"
    )
    if len(text) > 40:
        raise shape
    number = personnummer.compact(text.strip()) if text.strip() else ""
    digits = number[:-5] + number[-4:]
    if len(number) not in (11, 13) or number[-5] not in "-+":
        raise shape
    if not (digits.isascii() and digits.isdigit()):
        raise shape
    return number


def _birthday(digits: str, separator: str, today: dt.date) -> dt.date:
    if len(digits) == 8:
        year = int(digits[:4])
        plausible = separator == "-" or today.year - year >= 100
    else:
        year = today.year // 100 * 100 + int(digits[:2])
        year -= 100 * ((year > today.year) + (separator == "+"))
        plausible = True
    month, day = int(digits[-4:-2]), int(digits[-2:])
    try:
        born = dt.date(year, month, day - COORDINATION_DAYS if day > COORDINATION_DAYS else day)
    except ValueError:
        born = None
    if born is None or born > today or not plausible:
        raise ValidationError(
            _("The number does not begin with a date of birth that exists. Check each digit."),
            code="date",
        )
    return born
