from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from privacy_center.audit import Actor, Immutable
from privacy_center.audit.models import AuditEntry
from privacy_center.requests import (
    Kind,
    NotAllowed,
    PrivacyRequest,
    State,
    change_state,
    done_at_once,
    open_request,
    requests_of,
)
from privacy_center.requests.models import CLOSED, OPEN
from privacy_center.signals import request_changed
from privacy_center.subjects import Subject

pytestmark = pytest.mark.django_db

ANNA = Subject.of(None, ["anna@example.com"])
ERIK = Subject.of(None, ["erik@example.com"])
PERSON = Actor.person(ANNA.pseudonym)


def opened(kind: str = Kind.ACCESS, subject: Subject = ANNA, **more: Any) -> PrivacyRequest:
    return open_request(kind, subject, actor=PERSON, **more)


def test_opening_notes_the_receipt_the_deadline_and_the_person() -> None:
    received = dt.datetime(2027, 3, 15, 12, tzinfo=dt.UTC)
    request = opened(received_at=received, language="sv", channel="mail")
    assert (request.state, request.due_on) == (State.RECEIVED, dt.date(2027, 4, 15))
    assert (request.subject, request.language, request.channel) == (ANNA.pseudonym, "sv", "mail")
    assert [event.state for event in request.events.all()] == [State.RECEIVED]
    assert request.events.get().at == received


def test_no_row_of_a_request_names_the_person() -> None:
    request = opened(note="You asked for your data.")
    rows = [
        *PrivacyRequest.objects.values(),
        *request.events.values(),
        *AuditEntry.objects.values(),
    ]
    assert "anna" not in repr(rows)


def test_references_are_not_counted_up() -> None:
    first, second = opened().reference, opened().reference
    assert first != second
    assert len(first) == 10
    assert not set(first) & set("01IOL")


def test_the_timeline_grows_with_each_change(django_capture_on_commit_callbacks: Any) -> None:
    heard = []

    def listen(sender: Any, request: PrivacyRequest, previous: str, state: str, **_: Any) -> None:
        heard.append((request.reference, previous, state))

    request_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            request = opened()
            change_state(request, State.IN_PROGRESS, actor=PERSON)
            change_state(request, State.COMPLETED, actor=PERSON, note="Sent.")
    finally:
        request_changed.disconnect(listen)
    assert heard == [
        (request.reference, "", "received"),
        (request.reference, "received", "in_progress"),
        (request.reference, "in_progress", "completed"),
    ]
    assert [event.note for event in request.events.all()] == ["", "", "Sent."]
    request.refresh_from_db()
    assert request.closed_at is not None
    assert [entry.action for entry in AuditEntry.objects.order_by("seq")] == [
        "request_opened",
        "request_changed",
        "request_changed",
    ]


@pytest.mark.parametrize("closed", CLOSED)
@pytest.mark.parametrize("after", [*OPEN, *CLOSED])
def test_a_closed_request_stays_closed(closed: str, after: str) -> None:
    request = change_state(opened(), closed, actor=PERSON, note="Because.")
    if after == closed:
        change_state(request, after, actor=PERSON)
        assert request.events.count() == 2
    else:
        with pytest.raises(NotAllowed):
            change_state(request, after, actor=PERSON, note="Because.")


def test_nothing_is_refused_without_a_reason() -> None:
    request = opened(Kind.ERASURE)
    with pytest.raises(ValueError, match="12\\(4\\)"):
        change_state(request, State.PARTIALLY_REFUSED, actor=PERSON, note="  ")
    request.refresh_from_db()
    assert request.state == State.RECEIVED


def test_pressing_twice_opens_one_erasure() -> None:
    first = opened(Kind.ERASURE)
    assert opened(Kind.ERASURE).pk == first.pk
    assert opened(Kind.ERASURE, ERIK).pk != first.pk
    change_state(first, State.COMPLETED, actor=PERSON)
    assert opened(Kind.ERASURE).pk != first.pk


def test_the_database_itself_holds_to_one_open_erasure() -> None:
    opened(Kind.ERASURE)
    with pytest.raises(IntegrityError), transaction.atomic():
        PrivacyRequest.objects.create(
            kind=Kind.ERASURE, subject=ANNA.pseudonym, due_on=dt.date(2027, 1, 1)
        )


def test_events_are_never_changed() -> None:
    event = opened().events.get()
    event.note = "Something else."
    with pytest.raises(Immutable):
        event.save()


def test_a_request_needs_a_person_and_a_right() -> None:
    with pytest.raises(ValueError, match="person"):
        open_request(Kind.ACCESS, Subject(), actor=None)
    with pytest.raises(ValueError, match="nonsense"):
        open_request("nonsense", ANNA, actor=None)
    assert not PrivacyRequest.objects.exists()


def test_what_is_done_at_once_is_closed_and_told() -> None:
    request = done_at_once(Kind.OBJECTION, ANNA, actor=PERSON, note="All marketing has stopped.")
    assert request.state == State.COMPLETED
    assert [event.state for event in request.events.all()] == ["received", "completed"]


def test_overdue_is_the_day_after_the_last_day() -> None:
    request = opened(received_at=dt.datetime(2027, 3, 15, tzinfo=dt.UTC))
    assert not request.is_overdue(dt.date(2027, 4, 15))
    assert request.is_overdue(dt.date(2027, 4, 16))
    assert not change_state(request, State.COMPLETED, actor=PERSON).is_overdue(dt.date(2030, 1, 1))


def test_each_person_sees_their_own_requests_alone() -> None:
    mine, theirs = opened(), opened(subject=ERIK)
    assert list(requests_of(ANNA)) == [mine]
    assert list(requests_of(ERIK)) == [theirs]


def test_a_request_made_from_an_account_is_not_for_the_next_holder_of_the_address() -> None:
    account = get_user_model().objects.create_user("anna", "anna@example.com")
    made = opened(subject=Subject.of(account, ["anna@example.com"]))
    other = get_user_model().objects.create_user("next", "next@example.com")
    assert list(requests_of(Subject.of(account, ["new@example.com"]))) == [made]
    assert list(requests_of(Subject.of(other, ["anna@example.com"]))) == []


def test_a_request_outlives_the_account() -> None:
    account = get_user_model().objects.create_user("anna", "anna@example.com")
    made = opened(subject=Subject.of(account, ["anna@example.com"]))
    account.delete()
    assert list(requests_of(ANNA)) == [made]
