"""Swedish personal identity numbers and coordination numbers, kept with twelve digits."""

from __future__ import annotations

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import luhn
from stdnum.util import clean

from privacy_center.days import site_today

#: A coordination number adds this to the day of birth (folkbokföringslagen 18 a §).
COORDINATION_DAYS = 60
MASK = "••••"
#: Characters of the longest text that is looked at.
LONGEST = 40
SHAPE = re.compile(r"(?P<date>\d{6}|\d{8})(?P<separator>[-+]?)(?P<last>\d{4})", re.ASCII)


def parse_personal_number(text: str, *, today: dt.date | None = None) -> str:
    """``text`` as twelve digits: ``YYYYMMDDNNNC``.

    Reads YYMMDD-NNNC, YYMMDD+NNNC and the same with a four-digit year, with or without the
    separator. Raises ``ValidationError`` with a message for the person who typed it.
    """
    today = today or site_today()
    date, separator, last = _parts(text)
    birthday = _birthday(date, separator, today)
    if not luhn.is_valid(date[-6:] + last):
        raise ValidationError(
            _("The last digit does not match the rest of the number. Check each digit."),
            code="check_digit",
        )
    return f"{birthday.year:04}{date[-4:]}{last}"


def format_personal_number(number: str, *, today: dt.date | None = None) -> str:
    """Twelve digits as people write them: ``YYYYMMDD-NNNC``.

    The separator is ``+`` from the year in which the person turns 100 (folkbokföringslagen 18 §).
    """
    return f"{number[:8]}{_separator(number, today)}{number[8:]}"


def mask_personal_number(number: str, *, today: dt.date | None = None) -> str:
    """The number for a page: the date of birth, and dots for what identifies."""
    return f"{number[:8]}{_separator(number, today)}{MASK}"


def _separator(number: str, today: dt.date | None) -> str:
    return "+" if (today or site_today()).year - int(number[:4]) >= 100 else "-"


def _parts(text: str) -> tuple[str, str, str]:
    """The date, the separator and the last four digits."""
    # The library's cleaning knows the many dashes and spaces that people paste.
    found = SHAPE.fullmatch(clean(text.strip(), " :")) if len(text) <= LONGEST else None
    if found is None:
        raise ValidationError(
            _("Write the personal identity number as YYYYMMDD-NNNN."), code="format"
        )
    return found["date"], found["separator"] or "-", found["last"]


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
