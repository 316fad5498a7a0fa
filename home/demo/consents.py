"""What the demo's people have said yes to: the record, and the proof in the consent ledger."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction

from home.models import CourseTrial, MarketingProfile, NewsletterSubscription
from privacy_center.audit import Actor
from privacy_center.consent import give, has_consent
from privacy_center.subjects import subject_of_email

from .page_text import NEWSLETTER_CONSENT, TRIAL_CONSENT
from .words import Words

INTEREST_CONSENT = Words(
    "Ja, Auxentum får visa mig erbjudanden om det jag är intresserad av. Jag kan säga stopp när "
    "jag vill.",
    "Yes, Auxentum may show me offers about what I take an interest in. I can say stop at any "
    "time.",
)
PLACES = {
    "newsletter": Words("/sv/nyhetsbrev/", "/en/newsletter/"),
    "course-trials": Words("/sv/kurser/rekrytera-ratt/", "/en/courses/recruit-right/"),
    "online-marketing": Words("/sv/nyhetsbrev/", "/en/newsletter/"),
}


@transaction.atomic
def subscribe(email: str, language: str, user: User | None) -> None:
    """A confirmed newsletter subscription."""
    if not NewsletterSubscription.objects.filter(email=email).exists():
        _say_yes(email, "newsletter", NEWSLETTER_CONSENT, language)
        NewsletterSubscription.objects.create(email=email, user=user, language=language)


@transaction.atomic
def try_course(
    email: str, name: str, course: str, language: str, user: User, started_on: dt.date
) -> None:
    """A free trial of a course."""
    if not CourseTrial.objects.filter(email=email, course=course).exists():
        _say_yes(email, "course-trials", TRIAL_CONSENT, language)
        CourseTrial.objects.create(
            email=email, name=name, course=course, user=user, started_on=started_on
        )


@transaction.atomic
def take_interest(
    email: str, interests: list[str], language: str, user: User, last_contact_on: dt.date
) -> None:
    """A profile for online marketing."""
    if not MarketingProfile.objects.filter(email=email).exists():
        _say_yes(email, "online-marketing", INTEREST_CONSENT, language)
        MarketingProfile.objects.create(
            email=email, interests=interests, user=user, last_contact_on=last_contact_on
        )


def _say_yes(email: str, purpose: str, wording: Words, language: str) -> None:
    subject = subject_of_email(email)
    if not has_consent(subject, purpose):
        give(
            subject,
            purpose,
            wording=wording.in_language(language),
            place=PLACES[purpose].in_language(language),
            method="double opt-in",
            language=language,
            actor=Actor.person(subject.pseudonym),
        )
