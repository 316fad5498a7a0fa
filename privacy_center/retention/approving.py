"""When a run stops and asks, and the privacy officer's yes to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from privacy_center.audit import Actor, record
from privacy_center.erasure.step import Step

from .due import RetentionPlan, retention_plan
from .models import RetentionApproval, RetentionSettings

#: How long a yes holds. What was shown longer ago is shown again.
VALID = dt.timedelta(days=30)


class Why(StrEnum):
    """Why a run stops."""

    JUMP = "jump"
    APPROVAL = "approval"


@dataclass(frozen=True)
class Question:
    """Something that a run asks first; of a jump, the step that would take so much of a table."""

    why: Why
    step: Step | None = None

    def __str__(self) -> str:
        if self.step is None:
            return "each run waits for approval"
        return f"{self.step.records} records of {self.step.source.name} at once"


def questions(planned: RetentionPlan) -> list[Question]:
    """What a run of this plan asks before it removes anything; nothing where it may simply run."""
    if not planned.steps:
        return []
    settings = RetentionSettings.current()
    asked = [Question(Why.JUMP, step) for step in planned.steps if _is_jump(step, settings)]
    if settings.approval_required:
        asked.append(Question(Why.APPROVAL))
    return asked


def approve(planned: RetentionPlan, *, actor: Actor, user: Any = None) -> RetentionApproval:
    """Say yes to what the plan shows: what is due on its day, and no more of it than that.

    The caller has checked that ``user`` may (``privacy_center.confirm_retention``).
    """
    with transaction.atomic():
        RetentionApproval.objects.filter(run=None).delete()
        approval = RetentionApproval.objects.create(
            as_of=planned.today, counts=counts_of(planned), approved_by=user
        )
        record(
            "retention_run_approved",
            actor=actor,
            as_of=planned.today.isoformat(),
            records=planned.records,
        )
    return approval


def approved_plan(today: dt.date) -> tuple[RetentionApproval, RetentionPlan] | None:
    """The approval that waits for a run, and what is due on its day now; None without one.

    None too where more is due by then than was shown, or the yes is too old.
    """
    waiting = RetentionApproval.objects.filter(
        run=None, as_of__lte=today, approved_at__gt=timezone.now() - VALID
    ).first()
    if waiting is None:
        return None
    planned = retention_plan(waiting.as_of)
    if any(count > waiting.counts.get(key, 0) for key, count in counts_of(planned).items()):
        return None
    return waiting, planned


def counts_of(planned: RetentionPlan) -> dict[str, int]:
    """How many records each step of a plan is about."""
    return {"|".join(step.key): step.records for step in planned.steps}


def _is_jump(step: Step, settings: RetentionSettings) -> bool:
    """Whether the step takes more than the set share of its table. Counts no more than it must."""
    if step.records <= settings.jump_records:
        return False
    enough = -(-step.records * 100 // settings.jump_percent)
    return step.source.rows().order_by()[:enough].count() < enough
