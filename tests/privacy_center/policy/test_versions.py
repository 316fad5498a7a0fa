"""Versions of a policy: made at publication, immutable, true to what the page shows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from freezegun import freeze_time

from privacy_center.activities.models import ActivityText, ProcessingActivity
from privacy_center.audit import Actor, Immutable
from privacy_center.audit.models import AuditEntry
from privacy_center.policy.document import digest, document_of
from privacy_center.policy.version import PolicyVersion
from privacy_center.policy.versions import (
    is_behind,
    latest_version,
    publish_version,
    record_past_version,
    versions_of,
)

from .factories import make_activity, make_bookkeeping, make_controller, make_pages, make_support

pytestmark = pytest.mark.django_db


def keep_longer(activity: ProcessingActivity, years: int) -> None:
    activity.period_value = years
    activity.save()


def test_a_publication_is_kept_with_its_text_its_hash_and_the_records() -> None:
    make_controller()
    make_support()
    make_bookkeeping()
    pages = make_pages()

    version = latest_version(pages["sv"])

    assert version is not None
    assert (version.number, version.language, version.title) == (1, "sv", "Policy sv")
    assert version.sha256 == digest(version.document)
    assert version.records["controller"]["name"] == "Auxentum"
    kept = {one["slug"]: one for one in version.records["activities"]}
    assert kept["customer-service"]["period_value"] == 2
    assert kept["customer-service"]["title"] == "Kundservice"
    assert kept["purchases"]["legal_reference"].startswith("Bokföringslagen")
    english = latest_version(pages["en"])
    assert english is not None
    assert english.records["activities"][0]["title"] != kept["customer-service"]["title"]
    entry = AuditEntry.objects.filter(action="policy_version_published").latest("seq")
    assert entry.details["sha256"] == english.sha256


def test_publishing_twice_with_nothing_changed_makes_one_version() -> None:
    make_support()
    page = make_pages()["en"]
    page.save_revision().publish()
    page.save_revision().publish()
    assert versions_of(page).count() == 1
    assert publish_version(page, actor=None) is None


def test_each_language_counts_its_own() -> None:
    pages = make_pages()
    pages["sv"].title = "Ny"
    pages["sv"].save_revision().publish()
    assert [v.number for v in versions_of(pages["sv"])] == [1, 2]
    assert [v.number for v in versions_of(pages["en"])] == [1]


def test_a_changed_record_leaves_the_page_behind_until_a_version_is_published() -> None:
    support, page = make_support(), make_pages()["en"]
    assert not is_behind(page)
    keep_longer(support, 3)
    assert is_behind(page)
    version = publish_version(page, actor=Actor.system())
    assert version is not None
    assert version.number == 2
    assert not is_behind(page)


def test_what_no_visitor_reads_makes_no_version() -> None:
    support, page = make_support(), make_pages()["en"]
    support.note_to_editor = "Ask the lawyer."
    support.save()
    make_activity("draft", live=False)
    assert not is_behind(page)


@pytest.mark.parametrize(
    "deed",
    [
        lambda rows: rows.update(title="Other"),
        lambda rows: rows.delete(),
        lambda rows: rows.bulk_update(list(rows), ["title"]),
        lambda rows: rows.get().save(),
        lambda rows: rows.get().delete(),
        lambda rows: rows.update_or_create(number=1, defaults={"title": "Other"}),
        lambda rows: rows._raw_delete("default"),
        lambda rows: rows.bulk_create(
            list(rows),
            update_conflicts=True,
            unique_fields=["policy", "language", "number"],
            update_fields=["title"],
        ),
    ],
)
def test_a_version_can_be_neither_altered_nor_removed(deed: Any) -> None:
    page = make_pages()["en"]
    with pytest.raises(Immutable), transaction.atomic():
        deed(versions_of(page).order_by())
    version = latest_version(page)
    assert version is not None
    assert version.title == "Policy en"


def test_a_number_is_given_once() -> None:
    version = latest_version(make_pages()["en"])
    assert version is not None
    version.pk, version._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


def test_versions_outlive_their_page() -> None:
    page = make_pages()["en"]
    before = PolicyVersion.objects.count()
    page.delete()
    kept = PolicyVersion.objects.filter(language="en").get()
    assert PolicyVersion.objects.count() == before
    assert kept.page_id is None
    assert kept.sha256 == digest(kept.document)


def test_the_admin_has_no_form_for_a_version(admin_client: Any) -> None:
    make_pages()
    for path in ("add/", "edit/1/", "delete/1/", ""):
        answer = admin_client.get(f"/admin/snippets/privacy_center/policyversion/{path}")
        assert answer.status_code == 404


def test_a_past_version_comes_before_all_others() -> None:
    make_support()
    page = make_pages()["en"]
    with pytest.raises(ValueError, match="comes before"):
        record_past_version(
            page,
            document_of(page),
            published_at=dt.datetime(2020, 8, 25, tzinfo=dt.UTC),
            actor=Actor.command(),
        )


def test_drafts_are_not_published_with_a_version() -> None:
    support, page = make_support(), make_pages()["en"]
    page.title = "Draft title"
    page.save_revision()
    keep_longer(support, 3)
    live = type(page).objects.get(pk=page.pk)
    version = publish_version(live, actor=None)
    assert version is not None
    assert version.title == "Policy en"
    assert type(page).objects.get(pk=page.pk).title == "Policy en"


def test_the_hash_does_not_hang_on_the_day_or_the_reader() -> None:
    make_support()
    page = make_pages()["en"]
    today = digest(document_of(page))
    with freeze_time(timezone.now() + dt.timedelta(days=400)):
        assert digest(document_of(page)) == today


def test_a_changed_word_of_a_record_is_seen_in_its_language_alone() -> None:
    make_support()
    pages = make_pages()
    ActivityText.objects.filter(title="Customer service").update(title="Support")
    assert is_behind(pages["en"])
    assert not is_behind(pages["sv"])
