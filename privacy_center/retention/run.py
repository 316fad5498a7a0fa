"""Remove what is past its time: the same executor as an erasure, driven by dates."""

from __future__ import annotations

import datetime as dt
import logging

from django.utils import timezone

from privacy_center.audit import Actor, record
from privacy_center.erasure.batches import carry_out
from privacy_center.erasure.fates import RunStatus, StepStatus
from privacy_center.erasure.step import Step
from privacy_center.holds.people import HeldPeople, not_held

from .confirming import PendingRule, pending_rules
from .due import RetentionPlan, retention_plan
from .models import RetentionRun

logger = logging.getLogger("privacy_center.retention")


class RulesPending(Exception):
    """Rules have changed and no officer has confirmed them; ``rules`` says which."""

    def __init__(self, rules: list[PendingRule]) -> None:
        super().__init__(", ".join(rule.activity.slug for rule in rules))
        self.rules = rules


def retain(*, actor: Actor, today: dt.date | None = None) -> tuple[RetentionRun, RetentionPlan]:
    """Remove what is past its time on ``today`` and report it.

    Raises :class:`RulesPending`, with nothing removed, while a changed rule waits for the officer.
    A step that fails leaves the run ``partial``; the next run takes it up again.
    """
    pending = pending_rules(counted=False)
    if pending:
        raise RulesPending(pending)
    planned = retention_plan(today)
    run = RetentionRun.objects.create(as_of=planned.today, status=RunStatus.PARTIAL)
    for step in planned.steps:
        _carry_out(step)
    failed = any(step.status == StepStatus.FAILED for step in planned.steps)
    run.status = RunStatus.PARTIAL if failed else RunStatus.COMPLETE
    run.ended_at = timezone.now()
    run.steps = planned.to_json()
    run.save()
    record(
        "retention_run",
        actor=actor,
        as_of=planned.today.isoformat(),
        records=run.removed,
        status=str(run.status),
    )
    return run, planned


def _carry_out(step: Step) -> None:
    try:
        # The plan has left out what is on hold; a hold set since then binds too.
        step.rows = not_held(step.source, step.rows, HeldPeople.read())
        step.records = sum(carry_out(step, None))
        step.status = StepStatus.DONE
    except Exception as error:  # noqa: BLE001
        # One source that fails must not stop the others; the error's text may quote data.
        logger.error("Retention failed at %s: %s", step.source.name, type(error).__name__)
        step.status, step.reason = StepStatus.FAILED, type(error).__name__
