"""What is past its time on a day, by source: pure, and the same for a page and a run.

With it goes what was kept for a claim that has ended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from privacy_center.activities.book import ActivityBook
from privacy_center.activities.choices import CountsFrom
from privacy_center.activities.models import ProcessingActivity
from privacy_center.activities.words import period_words
from privacy_center.days import site_today
from privacy_center.erasure.fates import Fate, StepStatus
from privacy_center.erasure.order import in_order
from privacy_center.erasure.rules import Rules, removal
from privacy_center.erasure.scope import cut_links
from privacy_center.erasure.step import Step, with_parts
from privacy_center.erasure.surviving import spare_referenced
from privacy_center.holds.people import HeldPeople, not_held
from privacy_center.sources import Delete, PersonalData, registry
from privacy_center.sources.dated import within
from privacy_center.sources.identifiable import identifiable

from .ended import ended_steps
from .guards import spared_people, without_accounts

SCHEMA = "privacy-center/retention/1"
#: In the language of whoever reads the plan, not of whoever made it.
_period = lazy(period_words, str)


@dataclass
class RetentionPlan:
    """What a run on ``today`` would remove."""

    today: dt.date
    steps: list[Step] = field(default_factory=list)

    @property
    def records(self) -> int:
        """How many records are past their time."""
        return sum(step.records for step in self.steps)

    def to_json(self) -> list[dict[str, Any]]:
        """The steps in the receipt's format, each with its activity."""
        return [{**step.to_json(), "activity": step.activity} for step in self.steps]


def retention_plan(today: dt.date | None = None) -> RetentionPlan:
    """What is past its time on ``today`` (the site's date by default). Changes nothing."""
    today = today or site_today()
    book, held = ActivityBook.open(), spared_people()
    steps: list[Step] = []
    for source in registry.sources():
        if source.retained_from and registry.parent(source) is None:
            steps += _steps_of(source, book, today, held)
    steps += _not_twice(ended_steps(Rules(book, today), held), steps)
    steps = spare_referenced(in_order(steps))
    for step in steps:
        step.records = step.rows.count()
        step.status = StepStatus.PLANNED
    return RetentionPlan(today, [step for step in steps if step.records])


def due_counts(activity: ProcessingActivity, today: dt.date | None = None) -> dict[str, int]:
    """How many records of each source are past their time by the rule of ``activity`` as given.

    The rule need not be saved: an editor sees what a shorter period would remove.
    """
    today = today or site_today()
    book, held = ActivityBook.open(), spared_people()
    book.activities[activity.slug] = activity
    counts: dict[str, int] = {}
    for source in registry.sources():
        if not source.retained_from or registry.parent(source) is not None:
            continue
        if activity.slug in source.activities():
            counts[source.name] = due_rows(source, activity, book, today, held).count()
    return counts


def due_rows(
    source: PersonalData,
    activity: ProcessingActivity,
    book: ActivityBook,
    today: dt.date,
    held: HeldPeople,
) -> QuerySet[Any]:
    """The source's rows of the activity that are past its time and that nothing spares.

    A null date is never due; a hold binds, on a record or on its people; so do an open request of
    its people and the source's own guard. Where the time counts from the end of the relation, a
    living account keeps what is its own, by the account or by an address proved for it.
    """
    rows = source.rows().filter(
        source.activities()[activity.slug],
        within(source.model, source.retained_from, book.due_ranges(activity, today)),
    )
    if activity.counts_from == CountsFrom.RELATION:
        rows = without_accounts(source, rows)
    if not isinstance(source.on_erasure, Delete):
        rows = rows.filter(identifiable(source))
    rows = rows.exclude(pk__in=source.guard(rows).values("pk"))
    return not_held(source, rows, held)


def _steps_of(
    source: PersonalData, book: ActivityBook, today: dt.date, held: HeldPeople
) -> Iterator[Step]:
    for slug in source.activities():
        activity = book.get(slug)
        if activity is None or activity.period_value is None:
            continue
        rows = due_rows(source, activity, book, today, held)
        ground = format_lazy(_("Past its time: {period}."), period=_period(activity))
        fate = Fate(removal(source), ground, legal_reference=activity.legal_reference)
        yield from with_parts(Step(source, slug, fate, rows, None, tuple(cut_links(source))))


def _not_twice(ended: Iterable[Step], due: list[Step]) -> Iterator[Step]:
    """The steps without rows that are past their time as well."""
    for step in ended:
        for other in due:
            if other.source is step.source:
                step.rows = step.rows.exclude(pk__in=other.rows.values("pk"))
        yield step
