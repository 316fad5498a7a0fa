"""The plan of an erasure: pure, complete, and the same for the person and the officer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from privacy_center.activities.book import ActivityBook
from privacy_center.days import site_today
from privacy_center.holds.queries import person_is_held
from privacy_center.holds.watching import Watch
from privacy_center.sources import PersonalData, others_of, records_now, records_of, registry
from privacy_center.sources.dating import made_after, made_by
from privacy_center.sources.ownership import NOTHING
from privacy_center.sources.restricted import restricted_keys
from privacy_center.subjects import Subject

from . import fates
from .administrators import is_last_administrator
from .elsewhere import named
from .fates import Action, Fate, StepStatus
from .leading import keep_leading
from .order import in_order
from .rules import Rules
from .scope import walks
from .shared import others_portions, owners_portions
from .step import Step, with_parts
from .surviving import spare_referenced

#: What is at stake where something stays: whom the person can turn to (Art. 12(4)).
REMEDIES = ("supervisory authority", "court")


@dataclass
class Plan:
    """What an erasure would do. Making one changes nothing."""

    subject: Subject
    today: dt.date
    steps: list[Step] = field(default_factory=list)
    #: Notices holds that are set after the plan was made.
    holds: Watch = field(default_factory=Watch.begin)

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
            "elsewhere": named(),
        }


SCHEMA = "privacy-center/erasure/1"


def plan(
    subject: Subject, *, today: dt.date | None = None, settled_at: dt.datetime | None = None
) -> Plan:
    """What an erasure of ``subject`` would do on ``today`` (the site's date by default).

    ``settled_at`` is when an erasure had come so far that nothing was left to go but what it
    remembers. Somebody who came back since has not asked for anything: of what is the person's own
    the plan then has only what is remembered, or was certainly made before.
    """
    today, holds = today or site_today(), Watch.begin()
    rules = Rules(ActivityBook.open(), today)
    whole = _whole(subject)
    steps: list[Step] = []
    for source in registry.sources():
        if registry.parent(source) is None:
            steps += _steps_of(source, subject, rules, whole, settled_at)
    counted = [step for step in in_order(steps) if _count(step)]
    counted = list(keep_leading(counted, subject))
    settled = spare_referenced(list(counted))
    for step in settled:
        if step.fate.failure:
            step.status, step.reason = StepStatus.FAILED, step.fate.failure
    known = set(map(id, counted))
    counted = [step for step in settled if id(step) in known or _count(step)]
    return Plan(subject, today, counted, holds)


def _count(step: Step) -> int:
    """Count the step's records: what is empty asks the database nothing more."""
    step.records = step.rows.count()
    return step.records


def _whole(subject: Subject) -> Fate | None:
    """The fate that everything of the person meets, if one does."""
    if person_is_held(subject):
        return fates.HELD
    return fates.ADMINISTRATOR if any(map(is_last_administrator, _accounts(subject))) else None


def _accounts(subject: Subject) -> Iterable[Any]:
    """The person's account, also where only a restriction leads to it still."""
    source = registry.get(get_user_model())
    if subject.user is not None or source is None:
        return [subject.user]
    return records_of(source, subject)


def _steps_of(
    source: PersonalData,
    subject: Subject,
    rules: Rules,
    whole: Fate | None,
    settled_at: dt.datetime | None,
) -> Iterator[Step]:
    # Where the path goes through a record that may go first, only what is remembered leads on.
    owned = records_of(source, subject) if walks(source) else records_now(source, subject)
    if settled_at is not None:
        remembered = restricted_keys(source.model, subject.hashes)
        owned = owned.filter(Q(pk__in=remembered) | made_by(source, settled_at))
    # Of most sources a person has nothing: one question, and not one for each rule.
    if owned.exists():
        for slug, condition in source.activities().items():
            for fate, rows in rules.shares(source, slug, owned.filter(condition), whole=whole):
                for portion in owners_portions(source, subject, fate, rows):
                    yield from with_parts(Step(source, slug, *portion))
    if not any(rows.exists() for rows in others_of(source, subject).values()):
        return
    younger = NOTHING if settled_at is None else made_after(source, settled_at)
    for slug, portion in others_portions(source, subject, rules, whole=whole):
        step = Step(source, slug, *portion)
        yield from with_parts(replace(step, rows=step.rows.exclude(younger)))
