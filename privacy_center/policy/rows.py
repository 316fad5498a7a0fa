"""The rows of a policy's tables: plain values in one language, with no database behind them."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..activities.choices import CountsFrom, LegalBasis, RecipientRole, Safeguard
from ..activities.models import DataCategory, ProcessingActivity, Recipient
from ..activities.words import length_words
from .countries import country_name


@dataclass(frozen=True)
class ActivityRow:
    """What a policy says of one activity."""

    slug: str
    title: str
    purpose: str
    basis: str
    reference: str
    kept: str
    because: str
    counts_from: str
    origin: str
    automated_text: str
    categories: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class CategoryRow:
    """A category of data, and the activities that use it."""

    title: str
    description: str
    special: bool
    used_for: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class RecipientRow:
    """A recipient: its role, where it is, what protects a transfer, and what it is for."""

    name: str
    description: str
    role: str
    country: str
    third_country: bool
    safeguard: str
    used_for: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class BasisRow:
    """A legal basis in use, in plain words, and the activities that rest on it."""

    slug: str
    title: str
    article: str
    meaning: str
    activities: list[ActivityRow] = field(default_factory=list)


def activity_row(activity: ProcessingActivity, language: str) -> ActivityRow:
    """The row of an activity; falls back to what the record itself says where a text is empty."""
    text = activity.text(language)
    reason = text.retention_reason if text else ""
    law = activity.legal_reference
    counted = text.counts_from_text if text else ""
    return ActivityRow(
        slug=activity.slug,
        title=str(activity),
        purpose=text.purpose if text else "",
        basis=activity.legal_basis,
        reference=law,
        kept=length_words(activity, language),
        because=reason or law,
        counts_from=counted or _default_start(activity),
        origin=text.origin if text else "",
        automated_text=text.automated_text if text else "",
        categories=tuple(str(category) for category in activity.categories.all()),
        recipients=tuple(str(recipient) for recipient in activity.recipients.all()),
    )


def category_row(category: DataCategory, language: str) -> CategoryRow:
    """The row of a category, not yet used for anything."""
    text = category.text(language)
    return CategoryRow(str(category), text.description if text else "", category.special)


def recipient_row(recipient: Recipient, language: str) -> RecipientRow:
    """The row of a recipient, not yet used for anything."""
    text = recipient.text(language)
    return RecipientRow(
        name=str(recipient),
        description=text.description if text else "",
        role=str(RecipientRole(recipient.role).label),
        country=country_name(recipient.country, language),
        third_country=recipient.third_country,
        safeguard=str(Safeguard(recipient.safeguard).label) if recipient.third_country else "",
    )


def basis_row(basis: str) -> BasisRow:
    """The row of a legal basis, with nothing resting on it yet."""
    known = LegalBasis(basis)
    return BasisRow(known.value, str(known.label), known.article, _meaning(known))


def _default_start(activity: ProcessingActivity) -> str:
    return "" if activity.period_value is None else str(CountsFrom(activity.counts_from).label)


def _meaning(basis: LegalBasis) -> str:
    return {
        LegalBasis.CONSENT: _("You have said yes, and you can change your mind at any time."),
        LegalBasis.CONTRACT: _("We need the data to do what we have agreed with you."),
        LegalBasis.LEGAL_OBLIGATION: _("A law obliges us to hold the data."),
        LegalBasis.VITAL_INTERESTS: _("The data is needed to protect somebody's life."),
        LegalBasis.PUBLIC_TASK: _("The data is needed for a task in the public interest."),
        LegalBasis.LEGITIMATE_INTEREST: _(
            "We have weighed our interest against yours and found that ours weighs more. You can "
            "object."
        ),
    }[basis]
