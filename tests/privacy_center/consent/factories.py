"""People, activities and consents for the tests of the consent ledger."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.consent import give
from privacy_center.consent.models import ConsentEvent
from privacy_center.subjects import Subject, subject_of_user

WORDING = "Yes, send me the newsletter."


def member(*emails: str) -> Any:
    """An account with verified addresses, the first of them primary."""
    user = get_user_model().objects.create_user(emails[0], email=emails[0])
    for number, email in enumerate(emails):
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=not number)
    return user


def guest(email: str = "guest@example.com") -> Subject:
    """Somebody without an account."""
    return Subject.of(None, [email])


def anna() -> Subject:
    """A customer with an account."""
    return subject_of_user(member("anna@example.com"))


def activity(slug: str, *, direct_marketing: bool = False) -> ProcessingActivity:
    """A processing activity that rests on consent."""
    made, _ = ProcessingActivity.objects.update_or_create(
        slug=slug, defaults={"legal_basis": "consent", "direct_marketing": direct_marketing}
    )
    return made


def how(subject: Subject) -> dict[str, Any]:
    """Where and how a choice was made, by the person."""
    return {
        "place": "/en/newsletter/",
        "method": "form checkbox",
        "actor": Actor.person(subject.pseudonym),
    }


def say_yes(subject: Subject, slug: str = "newsletter", wording: str = WORDING) -> ConsentEvent:
    """Consent in English, with a wording."""
    return give(subject, slug, wording=wording, language="en", **how(subject))
