"""The records of processing activities as values, in one language (Art. 30(1))."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Site

from ..activities.choices import RecipientRole, Safeguard
from ..activities.models import Controller, ProcessingActivity, Recipient
from ..activities.words import period_words
from ..policy.countries import country_name
from ..policy.records import controller_of
from ..sources import registry

SCHEMA = "privacy-center/records/1"


@dataclass(frozen=True)
class ControllerEntry:
    """Who is responsible, and who answers besides (Art. 30(1)(a)), with the measures of (g)."""

    name: str
    organisation_number: str
    website: str
    address: str
    contact_email: str
    contact_phone: str
    data_protection_officer: str
    representative: str
    joint_controllers: str
    supervisory_authority: str
    security_measures: str


@dataclass(frozen=True)
class RecipientEntry:
    """Who receives data, where, and what protects it there (Art. 30(1)(d) and (e))."""

    name: str
    description: str
    role: str
    country_code: str
    country: str
    third_country: bool
    safeguard: str


@dataclass(frozen=True)
class SourceEntry:
    """A table, or something held outside this system, that carries an activity's data."""

    name: str
    title: str
    outside: bool


@dataclass(frozen=True)
class ActivityEntry:
    """One processing activity as the records show it (Art. 30(1)(b) to (g))."""

    slug: str
    title: str
    purpose: str
    legal_basis: str
    article: str
    legal_reference: str
    people: str
    categories: tuple[str, ...]
    sensitive: bool
    origin: str
    recipients: tuple[RecipientEntry, ...]
    retention: str
    retention_reason: str
    security_measures: str
    automated_decisions: bool
    direct_marketing: bool
    sources: tuple[SourceEntry, ...]
    changed_at: datetime

    @property
    def transfers(self) -> list[RecipientEntry]:
        """The recipients outside the EU and EEA."""
        return [recipient for recipient in self.recipients if recipient.third_country]


@dataclass(frozen=True)
class Register:
    """The whole of it, as of one moment."""

    language: str
    generated_at: datetime
    controller: ControllerEntry
    activities: tuple[ActivityEntry, ...]

    @classmethod
    def read(cls, site: Site | None, language: str) -> Register:
        """Read the published activities, and whose they are; a constant number of queries.

        A draft is not carried out, so it is not in the records.
        """
        carried = _sources_by_activity(language)
        with override(language):
            found = ProcessingActivity.objects.published().with_texts()
            return cls(
                language=language,
                generated_at=timezone.now(),
                controller=_controller(controller_of(site), language),
                activities=tuple(
                    _activity(row, language, carried.get(row.slug, ())) for row in found
                ),
            )

    def to_json(self) -> dict[str, Any]:
        """The records as plain data; times are ISO 8601 in UTC."""
        return {
            "schema": SCHEMA,
            "generated_at": self.generated_at.isoformat(),
            "language": self.language,
            "controller": asdict(self.controller),
            "activities": [
                {**asdict(one), "changed_at": one.changed_at.isoformat()} for one in self.activities
            ],
        }


def _controller(controller: Controller, language: str) -> ControllerEntry:
    # An unsaved one, where nobody has written it yet, has no words either.
    text = controller.text(language) if controller.pk else None
    authority = (controller.authority_name, controller.authority_address, controller.authority_url)
    return ControllerEntry(
        name=controller.name,
        organisation_number=controller.organisation_number,
        website=controller.website,
        address=controller.address,
        contact_email=controller.contact_email,
        contact_phone=controller.contact_phone,
        data_protection_officer=controller.data_protection_officer,
        representative=controller.representative,
        joint_controllers=controller.joint_controllers,
        supervisory_authority=", ".join(part for part in authority if part),
        security_measures=text.security_measures if text else "",
    )


def _activity(
    row: ProcessingActivity, language: str, sources: tuple[SourceEntry, ...]
) -> ActivityEntry:
    text = row.text(language)
    categories = list(row.categories.all())
    return ActivityEntry(
        slug=row.slug,
        title=str(row),
        purpose=text.purpose if text else "",
        legal_basis=str(row.get_legal_basis_display()),
        article=row.article,
        legal_reference=row.legal_reference,
        people=text.people if text else "",
        categories=tuple(str(category) for category in categories),
        sensitive=any(category.special for category in categories),
        origin=text.origin if text else "",
        recipients=tuple(_recipient(found, language) for found in row.recipients.all()),
        retention=period_words(row, language),
        retention_reason=text.retention_reason if text else "",
        security_measures=text.security_measures if text else "",
        automated_decisions=row.automated_decisions,
        direct_marketing=row.direct_marketing,
        sources=sources,
        changed_at=row.changed_at,
    )


def _recipient(row: Recipient, language: str) -> RecipientEntry:
    text = row.text(language)
    return RecipientEntry(
        name=str(row),
        description=text.description if text else "",
        role=str(RecipientRole(row.role).label),
        country_code=row.country,
        country=country_name(row.country, language),
        third_country=row.third_country,
        safeguard=str(Safeguard(row.safeguard).label) if row.third_country else "",
    )


def _sources_by_activity(language: str) -> dict[str, tuple[SourceEntry, ...]]:
    """What carries each activity's data, by slug; the parts of a record with the whole."""
    found: dict[str, list[SourceEntry]] = {}
    with override(language):
        for source in registry.sources():
            if registry.parent(source) is None:
                entry = SourceEntry(source.name, str(source.title), outside=False)
                for slug in source.activities():
                    found.setdefault(slug, []).append(entry)
        for held in registry.externals():
            entry = SourceEntry(held.slug, str(held.title), outside=True)
            found.setdefault(held.activity, []).append(entry)
    return {slug: tuple(entries) for slug, entries in found.items()}
