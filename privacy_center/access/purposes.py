"""Why data is held, in words: what Art. 15(1) wants said of each processing activity."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from ..activities.choices import LegalBasis
from ..activities.models import ProcessingActivity
from ..activities.words import period_words
from ..policy.rows import CategoryRow, RecipientRow, basis_row, category_row, recipient_row


@dataclass(frozen=True)
class Purpose:
    """One activity as a person reads it, in one language.

    ``slug`` is empty for records that no activity speaks of. ``recipients`` carry role, country
    and safeguard of a transfer. ``record`` is the activity itself, None where there is none.
    """

    slug: str
    title: str
    purpose: str = ""
    legal_basis: str = ""
    basis: str = ""
    article: str = ""
    basis_meaning: str = ""
    legal_reference: str = ""
    retention: str = ""
    retention_reason: str = ""
    recipients: tuple[RecipientRow, ...] = ()
    categories: tuple[CategoryRow, ...] = ()
    origin: str = ""
    automated_decisions: bool = False
    automated_text: str = ""
    direct_marketing: bool = False
    record: ProcessingActivity | None = field(default=None, repr=False, compare=False)

    @property
    def by_consent(self) -> bool:
        """Whether it rests on consent, which can be withdrawn."""
        return self.legal_basis == LegalBasis.CONSENT

    def to_json(self) -> dict[str, Any]:
        """The activity as the export package has it."""
        return {
            "slug": self.slug,
            "title": self.title,
            "purpose": self.purpose,
            "legal_basis": self.legal_basis,
            "legal_basis_title": self.basis,
            "article": self.article,
            "legal_reference": self.legal_reference,
            "retention": self.retention,
            "retention_reason": self.retention_reason,
            "recipients": [_recipient_json(row) for row in self.recipients],
            "categories": [row.title for row in self.categories],
            "origin": self.origin,
            "automated_decisions": self.automated_decisions,
            "automated_decisions_explained": self.automated_text,
            "direct_marketing": self.direct_marketing,
        }


def purposes(slugs: Collection[str], language: str) -> list[Purpose]:
    """The published activities with these slugs, in the editors' order, in a few queries.

    A slug that no published activity has comes last, under its own name: the records are there and
    are shown all the same.
    """
    found = ProcessingActivity.objects.published().with_texts().filter(slug__in=list(slugs))
    with override(language):
        known = [_purpose(activity, language) for activity in found]
        missing = sorted(set(slugs) - {purpose.slug for purpose in known})
        return [*known, *(Purpose(slug, slug or _("Other records")) for slug in missing)]


def _purpose(activity: ProcessingActivity, language: str) -> Purpose:
    text = activity.text(language)
    basis = basis_row(activity.legal_basis)
    return Purpose(
        slug=activity.slug,
        title=str(activity),
        purpose=text.purpose if text else "",
        legal_basis=activity.legal_basis,
        basis=str(basis.title),
        article=basis.article,
        basis_meaning=str(basis.meaning),
        legal_reference=activity.legal_reference,
        retention=period_words(activity, language),
        retention_reason=text.retention_reason if text else "",
        recipients=tuple(recipient_row(row, language) for row in activity.recipients.all()),
        categories=tuple(category_row(row, language) for row in activity.categories.all()),
        origin=text.origin if text else "",
        automated_decisions=activity.automated_decisions,
        automated_text=text.automated_text if text else "",
        direct_marketing=activity.direct_marketing,
        record=activity,
    )


def _recipient_json(row: RecipientRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "description": row.description,
        "role": row.role,
        "country": row.country,
        "outside_eea": row.third_country,
        "safeguard": row.safeguard,
    }
