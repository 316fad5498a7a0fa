from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from privacy_center.audit import Actor
from privacy_center.erasure import erase
from privacy_center.requests import PrivacyRequest, State, request_erasure, requests_of
from privacy_center.subjects import Subject
from tests.privacy_center.policy.factories import make_activity, make_bookkeeping
from tests.testapp.factories import member, person

pytestmark = pytest.mark.django_db


def site() -> None:
    make_activity("account", legal_basis="contract")
    make_activity("security")
    make_bookkeeping("rights-requests")


def ask(subject: Subject) -> PrivacyRequest:
    run = request_erasure(subject, actor=Actor.person(subject.pseudonym), language="en")
    return PrivacyRequest.objects.get(erasure_run=run)


def test_the_request_is_open_while_a_part_of_the_erasure_failed() -> None:
    site()
    anna = person("anna@example.com")
    member(anna)
    request = ask(anna)
    assert request.state == State.IN_PROGRESS
    assert request.closed_at is None


def test_the_request_follows_a_run_that_is_taken_up_again(
    django_capture_on_commit_callbacks: Any,
) -> None:
    site()
    anna = person("anna@example.com")
    member(anna)
    request = ask(anna)
    make_activity("members", legal_basis="contract")
    with django_capture_on_commit_callbacks(execute=True):
        erase(anna, actor=Actor.command(), language="en")
    request.refresh_from_db()
    assert request.state in (State.COMPLETED, State.PARTIALLY_REFUSED)
    assert request.closed_at is not None


def test_what_the_law_keeps_is_a_refusal_in_part_with_its_reason() -> None:
    site()
    make_bookkeeping("members")
    anna = person("anna@example.com")
    member(anna, joined_on=timezone.localdate())
    request = ask(anna)
    assert request.state == State.PARTIALLY_REFUSED
    last = request.events.last()
    assert last is not None
    assert "Bokföringslagen" in last.note
    assert "anna" not in last.note.lower()


def test_the_request_stays_the_persons_after_the_account_is_gone() -> None:
    site()
    anna = person("anna@example.com")
    request = ask(anna)
    assert request.user is None
    assert list(requests_of(Subject.of(None, ["anna@example.com"]))) == [request]


def test_a_run_without_a_request_moves_none(django_capture_on_commit_callbacks: Any) -> None:
    site()
    with django_capture_on_commit_callbacks(execute=True):
        erase(person("anna@example.com"), actor=Actor.command(), language="en")
    assert not PrivacyRequest.objects.exists()
