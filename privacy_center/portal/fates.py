"""An erasure as a person reads it, before and after: what goes, what stays, what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model

from ..activities.models import ProcessingActivity
from ..erasure import Step
from ..erasure.fates import LEGAL_CLAIM, Action, StepStatus
from ..erasure.models import ErasureRun
from ..erasure.told import told_steps
from ..sources import registry

_GOES = (Action.DELETE, Action.ANONYMISE)


@dataclass(frozen=True)
class Line:
    """One set of records of one source. ``language`` is that of ``ground``; empty: the page's."""

    source: str
    title: str
    activity: str
    action: str
    records: int
    fields: tuple[str, ...]
    ground: str
    law: str = ""
    exemption: str = ""
    kept_until: dt.date | None = None
    failed: bool = False
    language: str = ""


@dataclass
class Item:
    """What is said once: the same activity, fate, reason and date."""

    title: str
    ground: str
    law: str
    exemption: str
    kept_until: dt.date | None
    language: str
    action: str
    lines: list[Line] = field(default_factory=list)

    @property
    def clears(self) -> list[str]:
        """The names of what goes from records that stay."""
        return list(dict.fromkeys(name for line in self.lines for name in line.fields))


@dataclass
class Fates:
    """What can happen to a record. Of these, ``stays`` is locked away."""

    goes: list[Item] = field(default_factory=list)
    stays: list[Item] = field(default_factory=list)
    #: What goes by itself once a claim on another's record has ended.
    later: list[Item] = field(default_factory=list)
    waits: list[Item] = field(default_factory=list)
    failed: list[Item] = field(default_factory=list)
    #: Whether the account that the person signs in with goes.
    account: bool = False

    @property
    def refuses(self) -> bool:
        """Whether reasons and remedies are owed (Art. 12(4))."""
        return bool(self.stays or self.later or self.waits)


def fates_of_plan(steps: Iterable[Step]) -> Fates:
    """What would happen."""
    return _fates(
        Line(
            source=step.source.name,
            title=str(step.source.title),
            activity=step.activity,
            action=str(step.action),
            records=step.records,
            fields=_labels(step.source.name, step.fields),
            ground=str(step.fate.ground),
            law=step.fate.legal_reference,
            exemption=step.fate.exemption,
            kept_until=step.fate.kept_until,
            failed=bool(step.fate.failure),
        )
        for step in steps
    )


def fates_of_run(run: ErasureRun) -> Fates:
    """What has happened, as the receipt tells it."""
    return _fates(
        Line(
            source=row.source,
            title=told.title,
            activity=row.activity,
            action=row.action,
            records=row.records,
            fields=_labels(row.source, row.cleared),
            ground=told.ground,
            law=row.legal_reference,
            exemption=row.exemption,
            kept_until=row.kept_until,
            failed=row.status in (StepStatus.FAILED, StepStatus.PLANNED),
            language=told.language,
        )
        for row, told in told_steps(run)
    )


def _fates(lines: Iterable[Line]) -> Fates:
    lines = list(lines)
    titles = _activities({line.activity for line in lines})
    user = get_user_model()._meta.label_lower
    fates = Fates()
    for line in lines:
        if line.failed:
            heap = fates.failed
        elif line.action in _GOES:
            heap = fates.goes
            fates.account = fates.account or line.source == user
        elif line.action == Action.REVIEW:
            heap = fates.later if line.exemption == LEGAL_CLAIM else fates.waits
        else:
            heap = fates.stays
        _put(heap, line, titles.get(line.activity) or line.activity)
    order = list(titles.values())
    for heap in (fates.goes, fates.stays, fates.later, fates.waits, fates.failed):
        heap.sort(key=lambda item: (_place(item.title, order), item.kept_until or dt.date.max))
    return fates


def _place(title: str, order: list[str]) -> int:
    """Where the editors put the activity; one that they do not know comes last."""
    return order.index(title) if title in order else len(order)


def _put(heap: list[Item], line: Line, title: str) -> None:
    item = Item(
        title, line.ground, line.law, line.exemption, line.kept_until, line.language, line.action
    )
    for known in heap:
        if _says(known) == _says(item):
            known.lines.append(line)
            return
    item.lines.append(line)
    heap.append(item)


def _says(item: Item) -> tuple[object, ...]:
    return (item.title, item.ground, item.law, item.kept_until)


def _activities(slugs: set[str]) -> dict[str, str]:
    found = ProcessingActivity.objects.filter(slug__in=slugs).prefetch_related("texts__locale")
    return {activity.slug: str(activity) for activity in found}


def _labels(name: str, fields: Iterable[str]) -> tuple[str, ...]:
    source = registry.get(name)
    if source is None:
        return tuple(fields)
    known = {column.name for column in source.model._meta.get_fields()}
    shown = (each for each in fields if each not in source.secret)
    return tuple(source.field_label(each) if each in known else each for each in shown)
