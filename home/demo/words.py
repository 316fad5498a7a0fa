"""A text in the languages of the demo site."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """The same said in Swedish and in English."""

    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in ``language``, ``sv`` or ``en``."""
        return self.sv if language == "sv" else self.en


LANGUAGES = ("sv", "en")
