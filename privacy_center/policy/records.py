"""The processing records as a policy shows them: read once a page, however many blocks it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, override
from wagtail.models import Site

from ..activities.choices import LegalBasis
from ..activities.models import Controller, ProcessingActivity
from ..sources import registry
from .changes import records_changed_at
from .rights import Right, rights
from .rows import (
    ActivityRow,
    BasisRow,
    CategoryRow,
    RecipientRow,
    activity_row,
    basis_row,
    category_row,
    recipient_row,
)


@dataclass(frozen=True)
class ExternalRow:
    """Data held outside this system: what it is, what it is for, and how to ask for it."""

    title: str
    activity: str
    how_to_ask: str


@dataclass(frozen=True)
class PolicyRecords:
    """Everything that the live blocks of a policy read, in one language.

    Loaded in a constant number of queries, however many activities there are. Holds nothing that
    depends on who looks, so that a page built from it can be cached.
    """

    language: str
    controller: Controller
    activities: list[ActivityRow]
    categories: list[CategoryRow]
    recipients: list[RecipientRow]
    bases: list[BasisRow]
    externals: list[ExternalRow]
    rights: tuple[Right, ...]
    changed_at: datetime | None

    @classmethod
    def load(cls, site: Site | None, language: str | None = None) -> PolicyRecords:
        """Read the published records of ``site``, in ``language`` (the active one by default)."""
        language = language or get_language() or ""
        with override(language or None):
            return cls._read(site, language)

    @classmethod
    def _read(cls, site: Site | None, language: str) -> PolicyRecords:
        found = list(ProcessingActivity.objects.published().with_texts())
        rows = [activity_row(activity, language) for activity in found]
        return cls(
            language=language,
            controller=controller_of(site),
            activities=rows,
            categories=_categories(found, rows, language),
            recipients=_recipients(found, rows, language),
            bases=_bases(rows),
            externals=_externals(rows),
            rights=rights(automated_decisions=any(a.automated_decisions for a in found)),
            changed_at=records_changed_at(found),
        )

    @property
    def website_url(self) -> str:
        """The controller's web address as a link; empty where none is set."""
        address = self.controller.website
        return f"https://{address}" if address and "://" not in address else address

    @property
    def automated(self) -> list[ActivityRow]:
        """The activities that say something of automated decisions (Art. 13(2)(f))."""
        return [row for row in self.activities if row.automated_text]

    @property
    def origins(self) -> list[ActivityRow]:
        """The activities that say where their data comes from."""
        return [row for row in self.activities if row.origin]

    @property
    def by_consent(self) -> list[ActivityRow]:
        """What rests on consent, and so ends when it is withdrawn."""
        return [row for row in self.activities if row.basis == LegalBasis.CONSENT]

    @property
    def by_law(self) -> list[ActivityRow]:
        """What a law obliges the controller to keep, and so outlives a request for erasure."""
        return [row for row in self.activities if row.basis == LegalBasis.LEGAL_OBLIGATION]

    @property
    def leaves_eea(self) -> bool:
        """Whether a recipient lies outside the EU and EEA."""
        return any(row.third_country for row in self.recipients)


def controller_of(site: Site | None) -> Controller:
    """The controller of ``site``; an empty one, not stored, where nobody has written it yet."""
    stored = Controller.objects.filter(site=site).first() if site else None
    return stored or Controller(site=site)


def _categories(
    found: list[ProcessingActivity], rows: list[ActivityRow], language: str
) -> list[CategoryRow]:
    used = {c.pk: c for activity in found for c in activity.categories.all()}
    ordered = sorted(used.values(), key=lambda c: (c.sort_order, c.slug))
    by_key = {c.pk: category_row(c, language) for c in ordered}
    for activity, row in zip(found, rows, strict=True):
        for category in activity.categories.all():
            by_key[category.pk].used_for.append(row.title)
    return list(by_key.values())


def _recipients(
    found: list[ProcessingActivity], rows: list[ActivityRow], language: str
) -> list[RecipientRow]:
    used = {r.pk: r for activity in found for r in activity.recipients.all()}
    ordered = sorted(used.values(), key=lambda r: (r.sort_order, r.slug))
    by_key = {r.pk: recipient_row(r, language) for r in ordered}
    for activity, row in zip(found, rows, strict=True):
        for recipient in activity.recipients.all():
            by_key[recipient.pk].used_for.append(row.title)
    return list(by_key.values())


def _bases(rows: list[ActivityRow]) -> list[BasisRow]:
    """The bases in use, in the order of Art. 6(1)."""
    by_basis = {basis: basis_row(basis) for basis in LegalBasis}
    for row in rows:
        by_basis[LegalBasis(row.basis)].activities.append(row)
    return [basis for basis in by_basis.values() if basis.activities]


def _externals(rows: list[ActivityRow]) -> list[ExternalRow]:
    titles = {row.slug: row.title for row in rows}
    return [
        ExternalRow(str(held.title), titles.get(held.activity, ""), str(held.how_to_ask))
        for held in registry.externals()
    ]
