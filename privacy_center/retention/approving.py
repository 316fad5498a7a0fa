"""When a run stops and asks, and the privacy officer's yes to it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from privacy_center.audit import Actor, record
from privacy_center.sources import PersonalData

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
    """Something that a run asks first; of a jump, how many records of which source would go."""

    why: Why
    source: PersonalData | None = None
    records: int = 0

    def __str__(self) -> str:
        if self.source is None:
            return "each run waits for approval"
        return f"{self.records} records of {self.source.name} at once"


def questions(planned: RetentionPlan) -> list[Question]:
    """What a run of this plan asks before it removes anything; nothing where it may simply run."""
    if not planned.steps:
        return []
    settings = RetentionSettings.current()
    asked = [
        Question(Why.JUMP, source, records)
        for source, records in _by_table(planned)
        if _is_jump(source, records, settings)
    ]
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
    counts: Counter[str] = Counter()
    for step in planned.steps:
        counts["|".join(step.key)] += step.records
    return dict(counts)


def _by_table(planned: RetentionPlan) -> list[tuple[PersonalData, int]]:
    """How many records of each source go, whatever number of steps they are in."""
    counts: Counter[PersonalData] = Counter()
    for step in planned.steps:
        counts[step.source] += step.records
    return list(counts.items())


def _is_jump(source: PersonalData, records: int, settings: RetentionSettings) -> bool:
    """Whether so many are more than the set share of a table. Counts no more than it must."""
    if records <= settings.jump_records:
        return False
    enough = -(-records * 100 // settings.jump_percent)
    return source.rows().order_by()[:enough].count() < enough
