"""The plan of an erasure: pure, complete, and the same for the person and the officer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from privacy_center.activities.book import ActivityBook
from privacy_center.holds.queries import person_is_held
from privacy_center.sources import PersonalData, records_of, registry
from privacy_center.subjects import Subject

from .fates import Action, Fate, StepStatus
from .order import in_order
from .rules import Rules
from .scope import cleared_fields
from .shared import others_portions, owners_portions
from .surviving import spare_referenced

#: What is at stake where something stays: whom the person can turn to (Art. 12(4)).
REMEDIES = ("supervisory authority", "court")


@dataclass
class Step:
    """One set of records of one source that meets one fate."""

    source: PersonalData
    activity: str
    fate: Fate
    rows: QuerySet[Any]
    #: What the step clears; None is all that its action clears.
    only: tuple[str, ...] | None = None
    #: The relations to the person that the step cuts.
    links: tuple[str, ...] = ()
    records: int = 0
    status: str = StepStatus.PLANNED
    reason: Any = ""

    @property
    def action(self) -> str:
        """What happens to the records, an :class:`~.fates.Action`."""
        return self.fate.action

    @property
    def fields(self) -> list[str]:
        """The fields that go: all personal ones of a deleted record, none of a kept one."""
        if self.only is not None:
            return list(self.only)
        return cleared_fields(self.source, self.action)

    @property
    def key(self) -> tuple[str, ...]:
        """What tells this step from the plan's others, and finds it again in a later plan."""
        until = self.fate.kept_until.isoformat() if self.fate.kept_until else ""
        only = ",".join(self.only) if self.only is not None else "*"
        return (self.source.name, self.activity, str(self.action), until, only)

    def to_json(self) -> dict[str, Any]:
        """The step as the receipt's format has it."""
        until = self.fate.kept_until
        return {
            "source": self.source.name,
            "action": str(self.action),
            "records": self.records,
            "fields": self.fields,
            "ground": str(self.fate.ground),
            "kept_until": until.isoformat() if until else None,
            "exemption": self.fate.exemption or None,
            "legal_reference": self.fate.legal_reference or None,
            "status": str(self.status),
            "reason": str(self.reason) or None,
        }


@dataclass
class Plan:
    """What an erasure would do. Making one changes nothing."""

    subject: Subject
    today: dt.date
    steps: list[Step] = field(default_factory=list)

    @property
    def partial_refusal(self) -> bool:
        """Whether anything is kept or waits, so that reasons and remedies are owed."""
        return any(
            step.action in (Action.MINIMISE, Action.KEEP, Action.REVIEW) for step in self.steps
        )

    @property
    def records(self) -> int:
        """How many records the plan speaks of."""
        return sum(step.records for step in self.steps)

    def to_json(self) -> dict[str, Any]:
        """The plan in the receipt's format. A plan is never complete: nothing is done yet."""
        waiting = any(step.action == Action.REVIEW for step in self.steps)
        return {
            "schema": SCHEMA,
            "subject": self.subject.pseudonym,
            "dry_run": True,
            "status": "awaiting_decision" if waiting else "partial",
            "steps": [step.to_json() for step in self.steps],
            "remedies": list(REMEDIES) if self.partial_refusal else [],
            "residue": [],
        }


SCHEMA = "privacy-center/erasure/1"


def plan(subject: Subject, *, today: dt.date | None = None) -> Plan:
    """What an erasure of ``subject`` would do on ``today`` (the site's date by default)."""
    today = today or timezone.localdate()
    rules = Rules(ActivityBook.open(), today)
    held = person_is_held(subject)
    steps: list[Step] = []
    for source in registry.sources():
        if registry.parent(source) is None:
            steps += _steps_of(source, subject, rules, held)
    steps = spare_referenced(in_order(steps))
    for step in steps:
        step.records = step.rows.count()
        if step.fate.failure:
            step.status, step.reason = StepStatus.FAILED, step.fate.failure
    return Plan(subject, today, [step for step in steps if step.records])


def _steps_of(source: PersonalData, subject: Subject, rules: Rules, held: bool) -> Iterator[Step]:
    owned = records_of(source, subject)
    for slug, condition in source.activities().items():
        for fate, rows in rules.shares(source, slug, owned.filter(condition), held=held):
            for portion in owners_portions(source, subject, fate, rows):
                yield from with_parts(Step(source, slug, *portion))
    for slug, portion in others_portions(source, subject, rules):
        yield from with_parts(Step(source, slug, *portion))


def with_parts(step: Step) -> Iterator[Step]:
    """The step, and the same fate for the records that are part of its records."""
    for child in registry.children(step.source):
        parts = child.rows().filter(**{f"{child.part_of}__in": step.rows.values("pk")})
        if step.only is None:
            yield from with_parts(Step(child, step.activity, step.fate, parts))
    yield step
