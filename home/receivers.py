"""What begins with a consent, and stops at once when a person says stop (Art. 7(3), Art. 21(3))."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Model
from django.dispatch import receiver
from django.utils.translation import get_language

from privacy_center.consent import may_market_to
from privacy_center.signals import consent_given, consent_withdrawn, marketing_objected
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


@receiver(consent_given)
def begin_what_rests_on_it(subject: Subject, purpose: str, **_kwargs: Any) -> None:
    """A consent by the contact form, too, is followed by what was promised for it."""
    if purpose != "newsletter" or not subject.emails or not may_market_to(subject.emails[0]):
        return
    NewsletterSubscription.objects.get_or_create(
        email=subject.emails[0],
        defaults={"user": subject.user, "language": get_language() or settings.LANGUAGE_CODE},
    )


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
