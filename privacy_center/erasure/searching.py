"""What a search looks for: identifiers of many people in the forms they are written, as wholes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from privacy_center.ledger.pseudonyms import fold_text

from .readings import readings
from .spellings import Spelling, spelling_of

#: What an address or a name is written with; a longer run is another name.
_TOKEN = re.compile(r"[\w.+%@-]+")
#: The same without the signs around it, which may be emphasis, a list's dash or a full stop.
_CORE = re.compile(r"[^\W_](?:[\w.+%@-]*[^\W_])?")
_SIGNS = "._+%@-"
_NUMBER = re.compile(r"\+?\d[\d\s()/.+\-\u2010-\u2013\u2212]{4,}\d")
_NO_DIGIT = re.compile(r"\D")
#: Letters beyond ASCII, and the signs that JSON or HTML escapes.
_ESCAPED_SOMEWHERE = re.compile(r"[^\x00-\x7f]+|[\"'&<>/\\]")
#: What stands in the place of what is taken out.
REDACTED = "[…]"


@dataclass(frozen=True)
class Needles:
    """What to ask the database for, and the test of who is named in a text. People are numbered."""

    tokens: Mapping[str, frozenset[int]]
    #: The tokens without the signs around them.
    cores: frozenset[str]
    numbers: Mapping[str, tuple[tuple[re.Pattern[str], int], ...]]
    odd: tuple[tuple[re.Pattern[str], int], ...]
    #: What stands, in lower case, in every text that names somebody by a word.
    forms: tuple[str, ...]
    #: What stands in every text that names somebody by a number, once it is nothing but digits.
    digits: tuple[str, ...]

    def people_in(self, text: str, *, as_one: bool = False) -> set[int]:
        """The numbers of the people whom ``text`` names, in any case of letters.

        Of a text that is one name ``as_one``, an address or a key, the signs around it are a part.
        """
        found: set[int] = set()
        for reading in readings(text):
            reading = fold_text(reading)
            if not self.cores.isdisjoint(_CORE.findall(reading)):
                for token in _TOKEN.findall(reading):
                    found |= self._of_token(token, as_one)
            for pattern, person in (*self._numbered(reading), *self.odd):
                if person not in found and pattern.search(reading):
                    found.add(person)
        return found

    def may_stand_in(self, texts: str) -> bool:
        """Whether ``texts``, one to a line, may name anybody; a number may run over two of them."""
        for reading in readings(texts):
            reading = fold_text(reading)
            if self.cores and not self.cores.isdisjoint(_CORE.findall(reading)):
                return True
            if any(p.search(reading) for p, _ in (*self._numbered(reading), *self.odd)):
                return True
        return False

    def found_in(self, text: str) -> bool:
        """Whether ``text`` names anybody."""
        return bool(self.people_in(text))

    def redacted(self, text: str) -> str:
        """``text`` with everything that names somebody taken out."""

        def token(found: re.Match[str]) -> str:
            word = found.group()
            return (
                word.replace(word.strip(_SIGNS) or word, REDACTED) if self.found_in(word) else word
            )

        cleaned = _TOKEN.sub(token, unicodedata.normalize("NFC", text))
        for pattern, _person in (*self._numbered(fold_text(cleaned)), *self.odd):
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
            if self.found_in(found.group()):
                yield found.start()
        for pattern, _person in (*self._numbered(fold_text(text)), *self.odd):
            yield from (found.start() for found in pattern.finditer(text))

    def _of_token(self, token: str, as_one: bool) -> frozenset[int]:
        """Whom a token names as it stands; else without a full stop, else without its signs."""
        for shorter in (token, token.rstrip("."), "" if as_one else token.strip(_SIGNS)):
            if shorter in self.tokens:
                return self.tokens[shorter]
        return frozenset()

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
            for spelling in spelling_of(fold_text(identifier)):
                _sort(spelling, person, tokens, numbers, odd, forms)
    if not (tokens or numbers or odd):
        return None
    return Needles(
        {token: frozenset(named) for token, named in tokens.items()},
        frozenset(token.strip(_SIGNS) for token in tokens),
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
    forms[_plain_part(quote(spelling.text, safe="").lower())] = None
    if _TOKEN.fullmatch(spelling.text):
        tokens.setdefault(spelling.text, set()).add(person)
    else:
        odd[spelling.text, person] = re.compile(spelling.pattern, re.IGNORECASE)


def _plain_part(text: str) -> str:
    """The longest part that nothing escapes: JSON and HTML each write the rest in their own way."""
    return max(_ESCAPED_SOMEWHERE.split(text), key=len)
