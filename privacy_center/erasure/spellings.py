"""How one identifier is written: numbers with and without their separators, words as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

from privacy_center.conf import settings

#: What people put between digits, a few at a time.
_GAP = r"[\s()/.\-\u2010-\u2013]{0,3}"
#: What may not stand right before or after a word, or it is part of a longer one.
_BEFORE = r"(?<![\w.+%-])"
_AFTER = r"(?![\w%+-]|\.\w)"
#: A number with six digits, a sign and four more: personal identity and organisation numbers.
_TEN = re.compile(r"(\d{2})?(\d{6})[-+\s]?(\d{4})")
_PHONE = re.compile(r"(?:\+|0)[\d\s()/.\-]{6,}")


@dataclass(frozen=True)
class Spelling:
    """One way to write an identifier. ``digits`` is empty for a word.

    ``digits`` are the significant ones, which stand in every spelling that ``pattern`` matches.
    """

    text: str
    pattern: str
    digits: str = ""


def spelling_of(identifier: str) -> Iterator[Spelling]:
    """Every way that ``identifier``, in lower case, is written."""
    identifier = identifier.strip()
    numbers = [*_ten_digits(identifier), *_phone(identifier)]
    yield from numbers
    if identifier and not numbers:
        yield Spelling(identifier, f"{_BEFORE}{re.escape(identifier)}{_AFTER}")


def _ten_digits(identifier: str) -> Iterator[Spelling]:
    """With and without the century, the sign, and a space in its place."""
    number = _TEN.fullmatch(identifier)
    if number is None:
        return
    century, birth, last = number.groups()
    lead = f"(?:{century})?" if century else r"(?:\d{2})?"
    pattern = rf"(?<!\d){lead}{birth}[-+\s\u2010-\u2013]?{last}(?!\d)"
    yield Spelling(identifier, pattern, birth + last)


def _phone(identifier: str) -> Iterator[Spelling]:
    """In the country's own way and in the international one, with any separators."""
    if _PHONE.fullmatch(identifier) is None:
        return
    try:
        number = phonenumbers.parse(identifier, settings.HOLIDAY_COUNTRY)
    except phonenumbers.NumberParseException:
        return
    national = str(number.national_number)
    lead = rf"(?:(?:\+|00){_GAP}{number.country_code}{_GAP}(?:0{_GAP})?|(?<![\d+])0{_GAP})"
    yield Spelling(identifier, rf"(?<!\d){lead}{_GAP.join(national)}(?!\d)", national)
