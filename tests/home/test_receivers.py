from __future__ import annotations

import pytest
from django.utils import timezone

from home.models import CourseTrial, MarketingProfile, NewsletterSubscription
from privacy_center.audit import Actor
from privacy_center.consent import give, object_to_marketing, withdraw
from privacy_center.subjects import subject_of_email

pytestmark = pytest.mark.django_db
HOW = {"actor": Actor.system(), "place": "/sv/", "method": "test"}


@pytest.fixture
def everything():
    for email in ("eva@example.com", "ivar@example.com"):
        for slug in ("newsletter", "course-trials", "online-marketing"):
            give(subject_of_email(email), slug, wording="Yes.", language="en", **HOW)
        NewsletterSubscription.objects.create(email=email, language="en")
        CourseTrial.objects.create(email=email, course="A")
        MarketingProfile.objects.create(email=email, last_contact_on=timezone.localdate())


def left(email: str) -> list[str]:
    models = (NewsletterSubscription, CourseTrial, MarketingProfile)
    return [model.__name__ for model in models if model.objects.filter(email=email).exists()]


@pytest.mark.parametrize(
    ("slug", "gone"),
    [
        ("newsletter", "NewsletterSubscription"),
        ("course-trials", "CourseTrial"),
        ("online-marketing", "MarketingProfile"),
    ],
)
def test_withdrawing_removes_what_rested_on_it_at_once(
    everything, django_capture_on_commit_callbacks, slug, gone
):
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(subject_of_email("eva@example.com"), slug, **HOW)
    assert gone not in left("eva@example.com")
    assert len(left("eva@example.com")) == 2
    assert len(left("ivar@example.com")) == 3


def test_a_consent_by_any_form_begins_the_newsletter(db, django_capture_on_commit_callbacks):
    eva, ivar = subject_of_email("eva@example.com"), subject_of_email("ivar@example.com")
    object_to_marketing(ivar, **HOW)
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            for person in (eva, ivar):
                give(person, "newsletter", wording="Yes.", language="en", **HOW)
            give(eva, "course-trials", wording="Yes.", language="en", **HOW)
    assert left("eva@example.com") == ["NewsletterSubscription"]
    assert left("ivar@example.com") == []


def test_objecting_removes_all_marketing_and_no_more(
    everything, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        object_to_marketing(subject_of_email("eva@example.com"), **HOW)
    assert left("eva@example.com") == ["CourseTrial"]
    assert len(left("ivar@example.com")) == 3
