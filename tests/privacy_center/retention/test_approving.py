"""When a run stops and asks, and what a yes allows."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone, translation

from privacy_center.audit import Actor
from privacy_center.audit.models import AuditEntry
from privacy_center.retention import (
    ApprovalNeeded,
    RunGoesOn,
    approve,
    confirm_rules,
    questions,
    retain,
    retention_plan,
)
from privacy_center.retention.models import RetentionApproval, RetentionRun, RetentionSettings
from privacy_center.testing import register_temporarily
from tests.testapp import factories
from tests.testapp.models import EventSignup, Member
from tests.testapp.privacy import MemberData

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
LONG_AGO = dt.date(2020, 1, 1)


@pytest.fixture(autouse=True)
def _rule(db: None) -> Any:
    factories.activity("members", period_value=2, period_unit="years")
    with translation.override("en"):
        confirm_rules(actor=Actor.command())
        yield


def careful(**values: Any) -> None:
    RetentionSettings.objects.update_or_create(pk=1, defaults=values)


def members(count: int, day: dt.date = LONG_AGO) -> None:
    for _ in range(count):
        factories.member(None, joined_on=day)


def due(today: dt.date = TODAY) -> int:
    return sum(step.records for step in retention_plan(today).steps)


def run(today: dt.date = TODAY) -> RetentionRun:
    return retain(actor=Actor.command(), today=today)[0]


def yes(today: dt.date = TODAY) -> RetentionApproval:
    return approve(retention_plan(today), actor=Actor.command())


def test_as_it_comes_a_run_simply_runs() -> None:
    members(3)
    assert run().removed == 3


@pytest.mark.parametrize(("due_rows", "young", "stops"), [(3, 12, False), (4, 11, True)])
def test_a_jump_over_the_share_of_a_table_stops(due_rows: int, young: int, stops: bool) -> None:
    careful(jump_percent=20, jump_records=2)
    members(due_rows)
    members(young, TODAY)
    assert [question.why for question in questions(retention_plan(TODAY))] == ["jump"] * stops


def test_a_jump_is_counted_over_all_that_a_table_loses() -> None:
    careful(jump_percent=20, jump_records=2)
    for slug in ("events", "courses"):
        factories.activity(slug, period_value=2, period_unit="years")
    confirm_rules(actor=Actor.command())
    for number in range(15):
        EventSignup.objects.create(
            email=f"a{number}@example.com",
            event="Fair",
            course=number % 2 == 0,
            held_on=LONG_AGO if number < 6 else TODAY,
        )
    asked = questions(retention_plan(TODAY))
    assert list(map(str, asked)) == ["6 records of testapp.eventsignup at once"]


def test_as_it_comes_a_whole_table_is_never_taken_without_a_question() -> None:
    members(26)
    assert [question.why for question in questions(retention_plan(TODAY))] == ["jump"]


def test_a_small_table_never_asks() -> None:
    careful(jump_percent=1, jump_records=3)
    members(3)
    assert questions(retention_plan(TODAY)) == []


def test_a_run_that_asks_removes_nothing_until_it_is_approved() -> None:
    careful(approval_required=True)
    members(2)
    with pytest.raises(ApprovalNeeded):
        run()
    assert due() == 2
    approval = yes()
    done = run()
    assert done.removed == 2
    approval.refresh_from_db()
    assert approval.run == done
    assert AuditEntry.objects.filter(action="retention_run_approved").exists()


def test_a_yes_is_for_one_run() -> None:
    careful(approval_required=True)
    members(1)
    yes()
    run()
    members(1)
    with pytest.raises(ApprovalNeeded):
        run()


def test_an_approved_run_takes_what_was_due_on_the_day_that_was_shown_and_no_more() -> None:
    careful(approval_required=True)
    members(1)
    members(1, TODAY - dt.timedelta(days=731))
    yes(TODAY - dt.timedelta(days=2))
    done = run()
    assert (done.as_of, done.removed) == (TODAY - dt.timedelta(days=2), 1)
    assert due() == 1


def test_more_than_was_shown_is_asked_again() -> None:
    careful(approval_required=True)
    members(1)
    yes()
    members(1)
    with pytest.raises(ApprovalNeeded):
        run()


def test_less_than_was_shown_is_not() -> None:
    careful(approval_required=True)
    members(2)
    yes()
    Member.objects.first().delete()
    assert run().removed == 1


def test_an_old_yes_holds_no_more() -> None:
    careful(approval_required=True)
    members(1)
    yes()
    RetentionApproval.objects.update(approved_at=timezone.now() - dt.timedelta(days=31))
    with pytest.raises(ApprovalNeeded):
        run()


def test_nothing_due_asks_nothing() -> None:
    careful(approval_required=True)
    assert run().status == "complete"


def test_the_command_says_what_is_asked() -> None:
    careful(approval_required=True)
    members(1)
    with pytest.raises(CommandError, match="has to approve this run"):
        call_command("privacy_retention", "--as-of", TODAY.isoformat())


def test_two_runs_at_once_do_the_work_once() -> None:
    members(1)
    going = RetentionRun.objects.create(
        as_of=TODAY, status="partial", lease_until=timezone.now() + dt.timedelta(minutes=1)
    )
    with pytest.raises(RunGoesOn):
        run()
    RetentionRun.objects.filter(pk=going.pk).update(lease_until=timezone.now())
    assert run().removed == 1


def test_a_run_that_is_killed_has_a_report_and_is_taken_up() -> None:
    members(1)

    def die(step: Any, done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        retain(actor=Actor.command(), today=TODAY, progress=die)
    broken = RetentionRun.objects.get()
    assert (broken.status, broken.ended_at, broken.removed) == ("partial", None, 0)
    assert broken.steps[0]["status"] == "planned"
    RetentionRun.objects.update(lease_until=timezone.now())
    assert run().status == "complete"
    broken.refresh_from_db()
    assert (broken.status, broken.lease_owner) == ("partial", "")
    assert broken.ended_at is not None


def test_a_run_that_was_silent_for_too_long_removes_nothing_more(settings: Any) -> None:
    settings.PRIVACY_CENTER = {"BATCH_SIZE": 1}
    members(3)

    def another_takes_over(step: Any, done: int) -> None:
        if done == 1:
            RetentionRun.objects.update(lease_until=timezone.now())
            assert run().removed == 2

    with pytest.raises(RunGoesOn):
        retain(actor=Actor.command(), today=TODAY, progress=another_takes_over)
    last, first = RetentionRun.objects.order_by("-pk")
    assert (last.status, last.removed) == ("complete", 2)
    assert (first.status, first.removed) == ("partial", 0)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory one connection writes")
@pytest.mark.django_db(transaction=True)
def test_two_runs_that_begin_together_do_the_work_once() -> None:
    members(3)
    both = threading.Barrier(2, timeout=20)

    class Together(MemberData):
        def guard(self, queryset: Any) -> Any:
            # Each has planned the same before either has begun.
            both.wait()
            return queryset.none()

    def removed(_number: int) -> int:
        try:
            return run().removed
        except RunGoesOn:
            return 0
        finally:
            connections.close_all()

    with register_temporarily(Member, Together), ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(removed, range(2))) == [0, 3]
    assert set(Member.objects.values_list("name", flat=True)) == {""}
    assert not RetentionRun.objects.exclude(status="complete").exists()
