from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from privacy_center.access import overview, timeline
from privacy_center.subjects import Subject
from tests.counting import queries_of
from tests.testapp.factories import activity, member, message, payment, person
from tests.testapp.models import Payment

pytestmark = pytest.mark.django_db

DAY = dt.date(2025, 3, 1)


def pages(subject: Subject, size: int) -> list[tuple[str, Any]]:
    """Every page after the other: which records, in which order."""
    found, after = [], ""
    while True:
        page = timeline(subject, "en", after=after, size=size)
        found += [(entry.source, entry.pk) for entry in page.entries if "testapp" in entry.source]
        after = page.after
        if not after:
            return found


def test_kinds_are_merged_by_date_the_latest_first() -> None:
    anna = person("anna@example.com")
    old = member(anna, joined_on=DAY)
    between = message(anna, sent_on=DAY + dt.timedelta(days=1))
    new = member(anna, joined_on=DAY + dt.timedelta(days=2))
    member(anna, joined_on=None)
    expected = [
        ("testapp.member", new.pk),
        ("testapp.message", between.pk),
        ("testapp.member", old.pk),
    ]
    assert pages(anna, 30) == expected


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    days=st.lists(st.integers(0, 3), min_size=1, max_size=8),
    sent=st.lists(st.integers(0, 3), max_size=8),
    size=st.integers(1, 4),
)
def test_pages_leave_nothing_out_and_repeat_nothing(
    days: list[int], sent: list[int], size: int
) -> None:
    subject = person(f"{uuid4().hex}@example.com")
    made = {
        ("testapp.member", member(subject, joined_on=DAY + dt.timedelta(days=n)).pk) for n in days
    } | {("testapp.message", message(subject, sent_on=DAY + dt.timedelta(days=n)).pk) for n in sent}
    found = pages(subject, size)
    assert found == pages(subject, 100)
    assert len(found) == len(made)
    assert set(found) == made
    subject.user.delete()


def test_parts_stand_under_what_they_are_a_part_of() -> None:
    anna = person("anna@example.com")
    payment(member(anna, joined_on=DAY))
    assert Payment.objects.exists()
    assert [name for name, _pk in pages(anna, 30)] == ["testapp.member"]


def test_nobody_elses_records() -> None:
    member(person("erik@example.com"), joined_on=DAY)
    assert pages(person("anna@example.com"), 30) == []


def test_of_anothers_record_one_sees_ones_own_values() -> None:
    anna, erik = person("anna@example.com"), person("erik@example.com")
    message(erik, recipient_email="anna@example.com", body="Erik's secret", sent_on=DAY)
    (entry,) = [e for e in timeline(anna, "en").entries if e.source == "testapp.message"]
    assert not entry.own
    assert "secret" not in str(entry)
    assert [field.value for field in entry.values] == ["anna@example.com"]


@pytest.mark.parametrize("after", ["nonsense", "gAAAA", "é", "0"])
def test_a_place_that_means_nothing_begins_anew(after: str) -> None:
    anna = person("anna@example.com")
    member(anna, joined_on=DAY)
    page = timeline(anna, "en", after=after)
    assert "testapp.member" in [entry.source for entry in page.entries]


def test_queries_do_not_grow_with_the_records() -> None:
    counts = []
    for name, number in (("few@example.com", 10), ("many@example.com", 1000)):
        subject = person(name)
        _members(subject, number)
        counts.append(queries_of(partial(timeline, subject, "en")))
    assert counts[0] == counts[1]


def _members(subject: Subject, number: int) -> None:
    model = type(member(subject, joined_on=DAY))
    model.objects.bulk_create(
        model(user=subject.user, name="x", joined_on=DAY) for _ in range(number - 1)
    )


def test_a_session_stands_under_no_date_to_come(client: Client) -> None:
    anna = person("anna@example.com")
    activity("security", "Security")
    client.force_login(anna.user)
    assert "sessions.session" not in {entry.source for entry in timeline(anna, "en").entries}
    (view,) = (one for one in overview(anna, "en") if one.purpose.slug == "security")
    (sessions,) = (one for one in view.sources if one.name == "sessions.session")
    assert sessions.since is None
    assert view.since is None or view.since <= timezone.localdate()
    (ends,) = (f for f in sessions.records[0].fields if f.name == "expire_date")
    assert ends.label == "Ends by itself"
    assert ends.value
