"""Remove what is past its time: the same executor as an erasure, driven by dates."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from privacy_center.audit import Actor, record
from privacy_center.erasure.batches import carry_out
from privacy_center.erasure.fates import RunStatus, StepStatus
from privacy_center.erasure.lease import AlreadyRunning, LeaseLost, renew, take, write
from privacy_center.erasure.step import Step
from privacy_center.holds.people import not_held

from .approving import Question, approved_plan, questions
from .confirming import PendingRule, pending_rules
from .due import RetentionPlan, retention_plan
from .ended import is_to_settle, settle
from .guards import spared_people
from .models import RetentionApproval, RetentionRun
from .telling import tell_of_holds, tell_of_questions, tell_of_rules

logger = logging.getLogger("privacy_center.retention")


class RulesPending(Exception):
    """Rules have changed and no officer has confirmed them; ``rules`` says which."""

    def __init__(self, rules: list[PendingRule]) -> None:
        super().__init__(", ".join(rule.activity.slug for rule in rules))
        self.rules = rules


class ApprovalNeeded(Exception):
    """The run asks first; ``asked`` says what, ``planned`` what it would remove."""

    def __init__(self, asked: list[Question], planned: RetentionPlan) -> None:
        super().__init__("; ".join(map(str, asked)))
        self.asked = asked
        self.planned = planned


class RunGoesOn(Exception):
    """Another run is removing what is due right now."""


def retain(
    *,
    actor: Actor,
    today: dt.date | None = None,
    progress: Callable[[Step, int], None] | None = None,
) -> tuple[RetentionRun, RetentionPlan]:
    """Remove what is past its time on ``today`` and report it.

    Raises, with nothing removed, :class:`RulesPending` while a changed rule waits for the officer,
    :class:`ApprovalNeeded` where the run must be approved and is not, and :class:`RunGoesOn`, which
    a run that was silent for too long raises too. An approved run removes what was due on the day
    that was shown, and no more. A step that fails leaves the run ``partial``; the next run takes it
    up again. The officers are written to once about what waits for them, and about holds that are
    to be looked at again. ``progress`` is told each batch.
    """
    tell_of_holds(actor=actor)
    pending = pending_rules(counted=False)
    if pending:
        tell_of_rules(pending, actor=actor)
        raise RulesPending(pending)
    planned = retention_plan(today)
    approval: RetentionApproval | None = None
    if asked := questions(planned):
        approved = approved_plan(planned.today)
        if approved is None:
            tell_of_questions(asked, planned.records, actor=actor)
            raise ApprovalNeeded(asked, planned)
        approval, planned = approved
    try:
        run = _begin(planned, approval)
        for step in planned.steps:
            _carry_out(run, step, progress)
            run.steps = planned.to_json()
            write(run, "steps")
        _end(run, planned, actor)
    except AlreadyRunning as error:
        raise RunGoesOn("Another run is removing what is due right now.") from error
    return run, planned


def _begin(planned: RetentionPlan, approval: RetentionApproval | None) -> RetentionRun:
    """Write down what is planned, so that a run that is killed has a report too."""
    with transaction.atomic():
        now = timezone.now()
        # The report of a run that was killed stands as far as it came.
        silent = Q(lease_until=None) | Q(lease_until__lte=now)
        RetentionRun.objects.filter(silent, ended_at=None).update(ended_at=now, lease_owner="")
        run = _only_one(planned)
        take(run)
        if approval is not None:
            approval.run = run
            approval.save(update_fields=["run"])
    return run


def _only_one(planned: RetentionPlan) -> RetentionRun:
    """A new run. Raises :class:`AlreadyRunning` where another goes on."""
    try:
        with transaction.atomic():
            return RetentionRun.objects.create(
                as_of=planned.today, status=RunStatus.PARTIAL, steps=planned.to_json()
            )
    except IntegrityError as error:
        raise AlreadyRunning from error


def _end(run: RetentionRun, planned: RetentionPlan, actor: Actor) -> None:
    failed = any(step.status == StepStatus.FAILED for step in planned.steps)
    with transaction.atomic():
        renew(run)
        run.status = RunStatus.PARTIAL if failed else RunStatus.COMPLETE
        run.ended_at = timezone.now()
        run.lease_until, run.lease_owner = None, ""
        run.save()
        record(
            "retention_run",
            actor=actor,
            as_of=planned.today.isoformat(),
            records=run.removed,
            status=str(run.status),
        )


def _carry_out(run: RetentionRun, step: Step, progress: Callable[[Step, int], None] | None) -> None:
    done, due = 0, step.rows
    carried: list[Any] = []

    def still(keys: Sequence[Any]) -> Sequence[Any]:
        # The plan has left out who is spared. A hold or a request since then binds too, and so does
        # a date that was moved while earlier batches went.
        rows = not_held(step.source, due.filter(pk__in=keys), spared_people())
        left = list(rows.order_by("pk").values_list("pk", flat=True))
        if is_to_settle(step):
            carried.extend(left)
        return left

    try:
        step.rows = not_held(step.source, due, spared_people())
        for count in carry_out(step, None, ready=partial(renew, run), still=still):
            done += count
            if progress is not None:
                progress(step, done)
        settle(step, carried)
        step.status = StepStatus.DONE
    except LeaseLost:
        raise
    except Exception as error:  # noqa: BLE001
        # One source that fails must not stop the others; the error's text may quote data.
        logger.error("Retention failed at %s: %s", step.source.name, type(error).__name__)
        step.status, step.reason = StepStatus.FAILED, type(error).__name__
    if step.status == StepStatus.DONE:
        step.records = done
