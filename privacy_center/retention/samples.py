"""Single records of a plan, to look at and to export: by key and date, never by name."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from privacy_center.access.cells import BOM, cell
from privacy_center.activities.book import ActivityBook
from privacy_center.days import day_of
from privacy_center.erasure.step import Step
from privacy_center.sources import PersonalData
from privacy_center.sources.standing import date_path

from .due import RetentionPlan

#: How many records of each step are shown.
SHOWN = 5
COLUMNS = ("source", "activity", "action", "key", "counts_from", "kept_until", "ground")
_AT_ONCE = 1000


@dataclass(frozen=True)
class Sample:
    """One record that is due. ``key`` is empty where the key itself would tell whose it is."""

    key: str
    counts_from: dt.date | None
    kept_until: dt.date | None

    def to_json(self) -> dict[str, Any]:
        """The sample in plain values."""
        return {
            "key": self.key or None,
            "counts_from": self.counts_from.isoformat() if self.counts_from else None,
            "kept_until": self.kept_until.isoformat() if self.kept_until else None,
        }


def samples(step: Step, book: ActivityBook, *, shown: int = SHOWN) -> list[Sample]:
    """The first records of a step, in order of key."""
    return list(_samples(step, book, step.rows.order_by("pk")[:shown]))


def due_lines(planned: RetentionPlan) -> Iterator[dict[str, Any]]:
    """Each record that is due, as a line of an export."""
    book = ActivityBook.open()
    for step in planned.steps:
        common = {
            "source": step.source.name,
            "activity": step.activity,
            "action": str(step.action),
            "ground": str(step.fate.ground),
        }
        after: Any = None
        while True:
            rest = step.rows if after is None else step.rows.filter(pk__gt=after)
            keys = list(rest.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
            if not keys:
                break
            part = rest.filter(pk__lte=keys[-1]).order_by("pk")
            for sample in _samples(step, book, part):
                yield {**common, **sample.to_json()}
            after = keys[-1]


def csv_lines(planned: RetentionPlan) -> Iterator[str]:
    """The export as CSV; a cell that a spreadsheet would read as a formula is escaped."""
    writer = csv.DictWriter(_Line(), COLUMNS, lineterminator="\r\n")
    yield f"{BOM}{writer.writeheader()}"
    for line in due_lines(planned):
        yield writer.writerow({name: cell(value) for name, value in line.items()})


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _samples(step: Step, book: ActivityBook, rows: Any) -> Iterator[Sample]:
    activity = book.get(step.activity)
    path = date_path(step.source)
    for key, *values in rows.values_list(*filter(None, ("pk", path))):
        day = day_of(values[0]) if values else None
        until = book.kept_until(activity, day) if activity and day else None
        yield Sample(_told(step.source, key), day, until)


def _told(source: PersonalData, key: Any) -> str:
    name = source.model._meta.pk.name
    return "" if name in source.identifying else str(key)
