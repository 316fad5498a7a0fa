"""Records to begin with: complete in both languages, and nothing is overwritten."""

from __future__ import annotations

import pytest
from wagtail.models import Locale, ModelLogEntry

from privacy_center.activities.models import DataCategory, ProcessingActivity, Recipient
from privacy_center.activities.starter import Started, start_records
from privacy_center.audit import Actor
from privacy_center.audit.models import AuditEntry
from tests.privacy_center.policy.factories import locales, make_activity

pytestmark = pytest.mark.django_db

NEEDED = ("account", "security", "consent-proof", "rights-requests", "editing")


def start(*needed: str) -> Started:
    locales()
    return start_records(needed=needed or NEEDED, actor=Actor.command())


def test_what_is_needed_is_published_and_the_rest_are_drafts() -> None:
    start()
    published = set(ProcessingActivity.objects.published().values_list("slug", flat=True))
    assert published == set(NEEDED)
    assert ProcessingActivity.objects.filter(live=False, slug="newsletter").exists()


def test_every_text_stands_in_every_language() -> None:
    Locale.objects.create(language_code="fi")
    start()
    for model in (ProcessingActivity, DataCategory, Recipient):
        for row in model.objects.all():
            assert row.texts.count() == Locale.objects.count(), row.slug
    text = ProcessingActivity.objects.get(slug="account").text
    assert text("sv").title == "Ditt konto"
    assert text("en").title == text("fi").title == "Your account"
    assert all(
        words.title and words.purpose and words.people and words.origin
        for row in ProcessingActivity.objects.all()
        for words in row.texts.all()
    )


def test_a_draft_can_be_published_as_it_is() -> None:
    start()
    for draft in ProcessingActivity.objects.filter(live=False):
        latest = draft.get_latest_revision_as_object()
        latest.full_clean()
        assert latest.categories.count() == draft.categories.count() > 0
        draft.latest_revision.publish()
    assert not ProcessingActivity.objects.filter(live=False).exists()


def test_what_is_there_is_left_alone_and_said() -> None:
    mine = make_activity("account", en={"title": "Mine"})
    started = start()
    mine.refresh_from_db()
    assert mine.text("en").title == "Mine"
    assert "account" in [slug for _kind, slug in started.left_alone]
    again = start()
    assert not again.activities
    assert not again.categories
    assert not again.recipients


def test_a_draft_that_is_needed_is_named() -> None:
    make_activity("account", live=False)
    assert start().still_drafts == ["account"]
    assert start("account", "odd").unknown == ["odd"]


def test_it_stands_in_the_trail_and_in_wagtails_history() -> None:
    start()
    assert AuditEntry.objects.filter(action="records_started").count() == 1
    start()
    assert AuditEntry.objects.filter(action="records_started").count() == 1
    assert ModelLogEntry.objects.filter(action="wagtail.create").exists()
