"""Full card numbers, which are never stored: finding one, and refusing it."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import luhn

SHORTEST, LONGEST = 13, 19
#: Groups of digits with at most two separators between them are read as one number.
RUN = re.compile(r"\d+(?:[ \-./_]{1,2}\d+)*")


def holds_card_number(value: Any) -> bool:
    """Whether a full card number stands anywhere in ``value``: text, or JSON of any depth.

    Thirteen to nineteen digits that pass the Luhn check, however they are grouped.
    """
    if isinstance(value, dict):
        return any(holds_card_number(item) for pair in value.items() for item in pair)
    if isinstance(value, list | tuple | set):
        return any(holds_card_number(item) for item in value)
    if isinstance(value, str | int) and not isinstance(value, bool):
        text = str(value)
        if sum(map(str.isdecimal, text)) < SHORTEST:
            return False
        return any(_is_card(run.group()) for run in RUN.finditer(_plain(text)))
    return False


def refuse_card_number(value: Any) -> None:
    """Validator: raises ``ValidationError`` where ``value`` holds a full card number."""
    if holds_card_number(value):
        raise ValidationError(
            _(
                "This looks like a full card number, and we never keep one. "
                "Nothing was saved. Please take it away and send again."
            ),
            code="card_number",
        )


def _plain(text: str) -> str:
    """Digits of every script as 0-9, every space and dash as one character of ``RUN``."""
    plain = []
    for character in text:
        digit = unicodedata.decimal(character, None)
        if digit is not None:
            plain.append(str(digit))
        elif (category := unicodedata.category(character)) == "Zs":
            plain.append(" ")
        elif category != "Cf":
            plain.append("-" if category == "Pd" else character)
    return "".join(plain)


def _is_card(run: str) -> bool:
    groups = re.findall(r"\d+", run)
    for first in range(len(groups)):
        digits = ""
        for group in groups[first:]:
            digits += group
            if len(digits) > LONGEST:
                break
            if len(digits) >= SHORTEST and digits.strip("0") and luhn.is_valid(digits):
                return True
    return False
