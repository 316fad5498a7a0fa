"""What a search looks for: identifiers of many people in the forms they are written, as wholes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .spellings import Spelling, spelling_of

#: A letter as JSON escapes it; halves of a pair beyond the basic plane match nothing, alone.
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
#: What an address or a name is written with, but for a full stop behind it; a longer run is another
#: name.
_TOKEN = re.compile(r"[\w.+%@-]*[\w+%@-]")
_NUMBER = re.compile(r"\+?\d[\d\s()/.+\-\u2010-\u2013]{4,}\d")
_NO_DIGIT = re.compile(r"\D")
#: What stands in the place of what is taken out.
REDACTED = "[…]"


@dataclass(frozen=True)
class Needles:
    """What to ask the database for, and the test of who is named in a text. People are numbered."""

    tokens: Mapping[str, frozenset[int]]
    numbers: Mapping[str, tuple[tuple[re.Pattern[str], int], ...]]
    odd: tuple[tuple[re.Pattern[str], int], ...]
    #: What stands, in lower case, in every text that names somebody by a word.
    forms: tuple[str, ...]
    #: What stands in every text that names somebody by a number, once it is nothing but digits.
    digits: tuple[str, ...]

    def people_in(self, text: str) -> set[int]:
        """The numbers of the people whom ``text`` names, in any case of letters."""
        text = _folded(text)
        found: set[int] = set()
        if self.tokens:
            for token in _TOKEN.findall(text):
                found |= self.tokens.get(token, frozenset())
        for pattern, person in (*self._numbered(text), *self.odd):
            if person not in found and pattern.search(text):
                found.add(person)
        return found

    def may_stand_in(self, texts: str) -> bool:
        """Whether ``texts``, one to a line, may name anybody; a number may run over two of them."""
        texts = _folded(texts)
        if self.tokens and not self.tokens.keys().isdisjoint(_TOKEN.findall(texts)):
            return True
        return any(pattern.search(texts) for pattern, _ in (*self._numbered(texts), *self.odd))

    def found_in(self, text: str) -> bool:
        """Whether ``text`` names anybody."""
        return bool(self.people_in(text))

    def redacted(self, text: str) -> str:
        """``text`` with everything that names somebody taken out."""

        def token(found: re.Match[str]) -> str:
            return REDACTED if found.group().casefold() in self.tokens else found.group()

        cleaned = _TOKEN.sub(token, text)
        for pattern, _person in (*self._numbered(cleaned.casefold()), *self.odd):
            cleaned = pattern.sub(REDACTED, cleaned)
        return cleaned

    def excerpt(self, text: str, width: int = 40) -> str:
        """The surroundings of the first place that names somebody."""
        at = next(iter(self._places(text)), 0)
        start = max(0, at - width)
        cut = text[start : at + 2 * width]
        return f"{'…' if start else ''}{cut}{'…' if at + 2 * width < len(text) else ''}"

    def _places(self, text: str) -> Iterator[int]:
        for found in _TOKEN.finditer(text):
            if found.group().casefold() in self.tokens:
                yield found.start()
        for pattern, _person in (*self._numbered(text.casefold()), *self.odd):
            yield from (found.start() for found in pattern.finditer(text))

    def _numbered(self, text: str) -> Iterator[tuple[re.Pattern[str], int]]:
        """The patterns worth trying: those whose digits stand in the text at all."""
        if not self.numbers:
            return
        lengths = {len(digits) for digits in self.numbers}
        for run in _NUMBER.findall(text):
            squeezed = _NO_DIGIT.sub("", run)
            for length in lengths:
                for start in range(len(squeezed) - length + 1):
                    yield from self.numbers.get(squeezed[start : start + length], ())


def needles(identifiers: Iterable[str]) -> Needles | None:
    """Make the search for one person's ``identifiers``; None where there is nothing to look for."""
    return needles_of_people([identifiers])


def needles_of_people(people: Sequence[Iterable[str]]) -> Needles | None:
    """Make one search for many people, numbered as they come."""
    tokens: dict[str, set[int]] = {}
    numbers: dict[str, dict[tuple[str, int], re.Pattern[str]]] = {}
    odd: dict[tuple[str, int], re.Pattern[str]] = {}
    forms: dict[str, None] = {}
    for person, identifiers in enumerate(people):
        for identifier in identifiers:
            for spelling in spelling_of(identifier.casefold()):
                _sort(spelling, person, tokens, numbers, odd, forms)
    if not (tokens or numbers or odd):
        return None
    return Needles(
        {token: frozenset(named) for token, named in tokens.items()},
        {
            digits: tuple((pattern, person) for (_text, person), pattern in found.items())
            for digits, found in numbers.items()
        },
        tuple((pattern, person) for (_text, person), pattern in odd.items()),
        _shortest(forms),
        tuple(numbers),
    )


def _shortest(forms: Iterable[str]) -> tuple[str, ...]:
    """``forms`` without those that hold another: an address often holds the user name."""
    kept: list[str] = []
    for form in sorted(forms, key=len):
        if not any(shorter in form for shorter in kept):
            kept.append(form)
    return tuple(kept)


def _sort(
    spelling: Spelling, person: int, tokens: Any, numbers: Any, odd: Any, forms: dict[str, None]
) -> None:
    """Put one spelling where it is found quickest."""
    if spelling.digits:
        found = numbers.setdefault(spelling.digits, {})
        found[spelling.pattern, person] = re.compile(spelling.pattern)
        return
    forms[_plain_part(spelling.text)] = None
    if _TOKEN.fullmatch(spelling.text):
        tokens.setdefault(spelling.text, set()).add(person)
    else:
        odd[spelling.text, person] = re.compile(spelling.pattern, re.IGNORECASE)


def _plain_part(text: str) -> str:
    """The longest part in ASCII: JSON may keep other letters escaped, each case its own way."""
    return max(re.split(r"[^\x00-\x7f]+", text), key=len)


def _folded(text: str) -> str:
    if "\\u" in text:
        text = _ESCAPED.sub(_letter, text)
    return text.casefold()


def _letter(escape: re.Match[str]) -> str:
    return chr(int(escape.group(1), 16))
