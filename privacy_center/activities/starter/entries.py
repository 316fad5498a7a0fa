"""Processing records as data: what is written into a site that does not have them yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..choices import CountsFrom, LegalBasis, PeriodUnit, Preset, RecipientRole


class Words(NamedTuple):
    """The same said in Swedish and in English."""

    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in ``language``, such as ``sv`` or ``en-gb``; English where it is another."""
        return self.sv if language.split("-")[0] == "sv" else self.en


NOTHING = Words("", "")


@dataclass(frozen=True)
class ActivityEntry:
    """One row of the processing records, with its words in both languages."""

    slug: str
    legal_basis: LegalBasis
    title: Words
    purpose: Words
    people: Words
    origin: Words
    categories: tuple[str, ...]
    recipients: tuple[str, ...] = ("it-companies",)
    legal_reference: str = ""
    preset: Preset = Preset.NONE
    years: int | None = None
    months: int | None = None
    counts_from: CountsFrom = CountsFrom.EVENT
    counts_from_text: Words = NOTHING
    retention_reason: Words = NOTHING
    security_measures: Words = NOTHING
    direct_marketing: bool = False
    note_to_editor: str = ""

    @property
    def period(self) -> tuple[int | None, PeriodUnit]:
        """How long, and in which unit; None where nothing is removed by date."""
        if self.months is not None:
            return self.months, PeriodUnit.MONTHS
        return self.years, PeriodUnit.YEARS


class CategoryEntry(NamedTuple):
    """A data category, as ``privacy.py`` names it and as visitors read it."""

    slug: str
    title: Words
    description: Words


class RecipientEntry(NamedTuple):
    """A recipient; its role decides who answers for what it does with the data."""

    slug: str
    role: RecipientRole
    name: Words
    description: Words
    country: str = "SE"
