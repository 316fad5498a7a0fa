"""What a package keeps back: what is somebody else's, and what an e-mail alone does not prove."""

from __future__ import annotations

import re
from typing import Any

from ..sources import PersonalData

#: The data category of numbers that name one person (Art. 87): shown to whoever is signed in.
IDENTIFICATION = "identification"
_TELLING = re.compile(r"\w")


class Withheld:
    """What is kept back of one source's records."""

    def __init__(self, source: PersonalData, *, masked: bool) -> None:
        self._source = source
        self._redacts = type(source).value is not PersonalData.value
        named = (name for name, category in source.fields.items() if category == IDENTIFICATION)
        self._masked = frozenset(named) if masked else frozenset()

    @property
    def nothing(self) -> bool:
        """Whether every value goes out as it is stored, so that no record need be looked at."""
        return not self._redacts and not self._masked

    def instead(self, record: Any, name: str) -> tuple[bool, Any]:
        """Whether something else is told of the field, and what (Art. 15(4))."""
        if self._redacts:
            told = self._source.value(record, name)
            if told != self._source.words(record, name):
                return True, told
        if name in self._masked:
            stored = getattr(record, name)
            return bool(stored), mask(str(stored))
        return False, None


def mask(text: str) -> str:
    """``text`` with a dot for each letter and digit."""
    return _TELLING.sub("•", text)
