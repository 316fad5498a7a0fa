"""What stops at once when a person says stop; no review, no batch (Art. 7(3), Art. 21(3))."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.dispatch import receiver

from privacy_center.signals import consent_withdrawn, marketing_objected
from privacy_center.sources import records_of, registry
from privacy_center.subjects import Subject

from .records.marketing import MarketingProfile
from .records.newsletter import NewsletterSubscription
from .records.trials import CourseTrial

#: The records that rest on a consent, by the purpose that was consented to.
BY_CONSENT: dict[str, type[Model]] = {
    "newsletter": NewsletterSubscription,
    "course-trials": CourseTrial,
    "online-marketing": MarketingProfile,
}
MARKETING = ("newsletter", "online-marketing")


@receiver(consent_withdrawn)
def remove_what_rested_on_it(subject: Subject, purpose: str, **_kwargs: Any) -> None:
    """The consent is gone, and so is what was held by it."""
    _remove(subject, purpose)


@receiver(marketing_objected)
def remove_marketing(subject: Subject, purpose: str = "", **_kwargs: Any) -> None:
    """No direct marketing of any kind, or none of one kind."""
    for slug in MARKETING:
        if purpose in ("", slug):
            _remove(subject, slug)


def _remove(subject: Subject, purpose: str) -> None:
    model = BY_CONSENT.get(purpose)
    source = registry.get(model) if model else None
    if source is not None:
        records_of(source, subject).delete()
