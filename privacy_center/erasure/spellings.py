"""How one identifier is written: numbers with and without their separators, words as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import phonenumbers

from privacy_center.conf import settings

#: What people put between digits, a few at a time.
_GAP = r"[\s()/.\-\u2010-\u2013\u2212]{0,3}"
#: The same between the parts of a date, and before the last four digits.
_SIGN = r"[-\s./\u2010-\u2013\u2212]?"
_LAST = r"[-+\s\u2010-\u2013\u2212]?"
#: What may not stand right before or after a word, or it is part of a longer one. Signs alone may:
#: emphasis, the dash of a list, the stop of a sentence.
_BEFORE = r"(?<![^\W_])(?<![^\W_][.+%@_-])"
_AFTER = r"(?![.+%@_-]*[^\W_])"
#: A number with six digits, a sign and four more: personal identity and organisation numbers.
_TEN = re.compile(rf"(\d{{2}})?(\d{{2}}){_SIGN}(\d{{2}}){_SIGN}(\d{{2}}){_LAST}(\d{{4}})")
_DIALLED = re.compile(r"(?:\+|0)[\d\s()/.\-]{6,}")
_PHONE = re.compile(r"\+?\(?\d[\d\s()/.\-\u2010-\u2013]{5,}\d")
#: How many characters a telephone number has at least.
SHORTEST_NUMBER = 7

_PUNYCODE = "xn--"


@dataclass(frozen=True)
class Spelling:
    """One way to write an identifier. ``digits`` is empty for a word.

    ``digits`` are the significant ones, which stand in every spelling that ``pattern`` matches.
    """

    text: str
    pattern: str
    digits: str = ""


def spelling_of(identifier: str) -> Iterator[Spelling]:
    """Every way that ``identifier``, folded, is written."""
    identifier = identifier.strip()
    numbers = [*_ten_digits(identifier), *_phone(identifier)]
    yield from numbers
    if identifier and not numbers:
        hosts = (_of_host(identifier, _in_ascii), _of_host(identifier, _in_unicode))
        for text in dict.fromkeys((identifier, *hosts)):
            yield Spelling(text, f"{_BEFORE}{re.escape(text)}{_AFTER}")


def telephone_number(text: str) -> phonenumbers.PhoneNumber | None:
    """The number that all of ``text`` is, in the country's own way or the international one.

    The plus may be missing from the country's own. None where no network has such a number.
    """
    text = text.strip()
    if _PHONE.fullmatch(text) is None:
        return None
    bare = text[0] not in "+0("
    number = _parsed(f"+{text}" if bare else text)
    if number is None or not phonenumbers.is_valid_number(number):
        return None
    home = phonenumbers.country_code_for_region(settings.HOLIDAY_COUNTRY)
    return None if bare and number.country_code != home else number


def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, settings.HOLIDAY_COUNTRY)
    except phonenumbers.NumberParseException:
        return None


def _ten_digits(identifier: str) -> Iterator[Spelling]:
    """With and without the century and the signs, and a space in place of any."""
    number = _TEN.fullmatch(identifier)
    if number is None:
        return
    century, *birth, last = number.groups()
    lead = rf"(?:{century}{_SIGN})?" if century else rf"(?:\d{{2}}{_SIGN})?"
    pattern = rf"(?<!\d){lead}{_SIGN.join(birth)}{_LAST}{last}(?!\d)"
    yield Spelling(identifier, pattern, "".join((*birth, last)))


def _phone(identifier: str) -> Iterator[Spelling]:
    """In the country's own way and in the international one, with any separators."""
    number = telephone_number(identifier)
    if number is None and _DIALLED.fullmatch(identifier):
        # No network has it, and somebody wrote it down as a number all the same.
        number = _parsed(identifier)
    if number is None:
        return
    national = str(number.national_number)
    code = number.country_code
    lead = rf"(?:(?:\+|00)?{_GAP}{code}{_GAP}(?:\(?0\)?{_GAP})?|(?<![\d+])0{_GAP})"
    yield Spelling(identifier, rf"(?<!\d){lead}{_GAP.join(national)}(?!\d)", national)


def _of_host(identifier: str, put: Callable[[str], str]) -> str:
    """An address with each part of its host put otherwise; what is no address stays."""
    name, at, host = identifier.rpartition("@")
    return f"{name}{at}{'.'.join(put(part) for part in host.split('.'))}" if at else identifier


def _in_ascii(part: str) -> str:
    """One part of a host as the Internet's name servers know it (RFC 5891, already folded)."""
    return part if part.isascii() else f"{_PUNYCODE}{part.encode('punycode').decode('ascii')}"


def _in_unicode(part: str) -> str:
    if not part.startswith(_PUNYCODE):
        return part
    try:
        return part.removeprefix(_PUNYCODE).encode("ascii").decode("punycode")
    except UnicodeError:
        # Somebody's own name that merely begins so.
        return part
