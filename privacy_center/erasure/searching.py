"""What a search looks for: an identifier in the forms it is written, as a whole token."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: What may not stand right before or after a match, or it is part of a longer name.
_BEFORE = r"(?<![\w.+%-])"
_AFTER = r"(?![\w%+-]|\.\w)"
#: A letter as JSON escapes it; halves of a pair beyond the basic plane match nothing, alone.
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_TWELVE = re.compile(r"(\d{2})(\d{6})[-+]?(\d{4})")


@dataclass(frozen=True)
class Needles:
    """What to ask the database for, and the test that a whole token was found."""

    forms: tuple[str, ...]
    pattern: re.Pattern[str]

    def found_in(self, text: str) -> bool:
        """Whether ``text`` names the person, in any case of letters."""
        return bool(self.pattern.search(_ESCAPED.sub(_letter, text).casefold()))


def needles(identifiers: Iterable[str]) -> Needles | None:
    """Make the search for ``identifiers``; None where there is nothing to search for."""
    written: dict[str, None] = {}
    for identifier in identifiers:
        written |= dict.fromkeys(_written(identifier.casefold()))
    if not written:
        return None
    alternatives = "|".join(re.escape(form) for form in sorted(written, key=len, reverse=True))
    asked = dict.fromkeys(_plain_part(form) for form in written)
    return Needles(tuple(asked), re.compile(f"{_BEFORE}(?:{alternatives}){_AFTER}"))


def _plain_part(text: str) -> str:
    """The longest part in ASCII: JSON may keep other letters escaped, each case its own way."""
    return max(re.split(r"[^\x00-\x7f]+", text), key=len)


def _letter(escape: re.Match[str]) -> str:
    return chr(int(escape.group(1), 16))


def _written(identifier: str) -> list[str]:
    """The forms of one identifier: a personal identity number is written in four ways."""
    number = _TWELVE.fullmatch(identifier)
    if number is None:
        digits = re.sub(r"[\s()/-]", "", identifier)
        return [identifier, digits] if digits.lstrip("+").isdigit() else [identifier]
    century, birth, last = number.groups()
    return [f"{lead}{birth}{mark}{last}" for lead in (century, "") for mark in ("", "-", "+")]
