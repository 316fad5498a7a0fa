"""What a search looks for: an identifier in the forms it is written, as a whole token."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

#: What may not stand right before or after a match, or it is part of a longer name.
_BEFORE = r"(?<![\w.+%-])"
_AFTER = r"(?![\w%+-]|\.\w)"
_TWELVE = re.compile(r"(\d{2})(\d{6})[-+]?(\d{4})")


@dataclass(frozen=True)
class Needles:
    """The forms to ask the database for, and the test that a whole token was found."""

    forms: tuple[str, ...]
    pattern: re.Pattern[str]

    def found_in(self, text: str) -> bool:
        """Whether ``text`` names the person, in any case of letters."""
        return bool(self.pattern.search(text.casefold()))


def needles(identifiers: Iterable[str]) -> Needles | None:
    """Make the search for ``identifiers``; None where there is nothing to search for."""
    forms: dict[str, None] = {}
    for identifier in identifiers:
        for form in _written(identifier.casefold()):
            forms |= dict.fromkeys((form, json.dumps(form)[1:-1]))
    if not forms:
        return None
    alternatives = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return Needles(tuple(forms), re.compile(f"{_BEFORE}(?:{alternatives}){_AFTER}"))


def _written(identifier: str) -> list[str]:
    """The forms of one identifier: a personal identity number is written in four ways."""
    number = _TWELVE.fullmatch(identifier)
    if number is None:
        digits = re.sub(r"[\s()/-]", "", identifier)
        return [identifier, digits] if digits.lstrip("+").isdigit() else [identifier]
    century, birth, last = number.groups()
    return [f"{lead}{birth}{mark}{last}" for lead in (century, "") for mark in ("", "-", "+")]
