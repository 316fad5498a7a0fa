"""A step of a plan: one set of records of one source that meets one fate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from privacy_center.sources import PersonalData, registry
from privacy_center.sources.identifiable import filled_in

from .fates import Action, Fate, StepStatus
from .own_way import has_own_way
from .scope import cleared_fields


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
    #: The path at which the person stands beside the owner; empty where the rows are their own.
    beside: str = ""
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
        beside = (self.beside,) if self.beside else ()
        return (self.source.name, self.activity, str(self.action), until, only, *beside)

    def unfinished(self) -> QuerySet[Any] | None:
        """Those of the rows that hold something still that goes; None where that cannot be told."""
        if has_own_way(self.source):
            return None
        left = filled_in(self.source, self.fields, self.links)
        return None if left is None else self.rows.filter(left)

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


def with_parts(step: Step) -> Iterator[Step]:
    """The step, and the same fate for the records that are part of its records.

    Where nothing happens to a record, its parts need no step of their own. Nor where another person
    keeps it; but what a law keeps is cut to the least in its parts too.
    """
    if step.action in (Action.KEEP, Action.REVIEW):
        yield step
        return
    for child in registry.children(step.source):
        parts = child.rows().filter(**{f"{child.part_of}__in": step.rows.values("pk")})
        if step.only is None or (step.action == Action.MINIMISE and not step.beside):
            yield from with_parts(Step(child, step.activity, step.fate, parts))
    yield step
