"""The proof: whether identifiers of people still stand anywhere after their erasures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from privacy_center.subjects import Subject

from .columns import Match, matches, tables
from .identifiers import Identifiers, identifiers_of
from .models import ErasureRun
from .plan import plan
from .searching import needles_of_people
from .standing import ACCEPTED, ANOTHERS, OURS, Sought, Standing

__all__ = ["ACCEPTED", "ANOTHERS", "OURS", "Trace", "residue", "traces", "verify"]

#: How many rows are looked up together.
_AT_ONCE = 1000


@dataclass(frozen=True)
class Trace:
    """One place that names one of the people sought, ``person`` by number."""

    person: int
    model: type[Model]
    key: Any
    column: str
    state: str


@dataclass
class _Table:
    """The matches of one table, until there are enough to look up."""

    model: type[Model]
    found: list[Match] = field(default_factory=list)


def verify(subjects: Iterable[Subject]) -> dict[str, list[dict[str, Any]]]:
    """What is left of each of ``subjects``, by pseudonym, after one pass over each table.

    Identifiers are taken from what still leads to the people: their addresses, their accounts and
    the records that are kept. A run keeps more of them: :func:`residue` is its own proof.
    """
    people = list(subjects)
    sought = [Sought(identifiers_of(plan(subject)), subject) for subject in people]
    counted = _counted(sought)
    return {subject.pseudonym: counted[number] for number, subject in enumerate(people)}


def residue(
    identifiers: Identifiers,
    subject: Subject,
    *,
    run: ErasureRun | None = None,
    working: Callable[[], None] | None = None,
) -> list[dict[str, Any]]:
    """Each place where the person's identifiers are still found, outside what is lawfully kept.

    ``ours`` must be empty before anything is called complete. What stands in another person's
    record, or on a page, is ``another's``: the officer redacts it or accepts it. ``working`` is
    called before each table.
    """
    return _counted([Sought(identifiers, subject, run)], _told(tables(), working))[0]


def traces(
    sought: Sequence[Sought], models: Iterable[type[Model]] | None = None
) -> Iterator[Trace]:
    """Each place by itself. ``models`` are the tables to look in, all of them unless given."""
    needle = needles_of_people([person.identifiers.searched for person in sought])
    if needle is None:
        return
    table: _Table | None = None
    for model, match in matches(needle, models):
        if table is None or table.model is not model or len(table.found) >= _AT_ONCE:
            if table is not None:
                yield from _looked_up(table, sought)
            table = _Table(model)
        table.found.append(match)
    if table is not None:
        yield from _looked_up(table, sought)


def _told(
    models: Iterable[type[Model]], working: Callable[[], None] | None
) -> Iterator[type[Model]]:
    for model in models:
        if working is not None:
            working()
        yield model


def _counted(
    sought: Sequence[Sought], models: Iterable[type[Model]] | None = None
) -> list[list[dict[str, Any]]]:
    found: list[Counter[tuple[str, str, str]]] = [Counter() for _person in sought]
    for trace in traces(sought, models):
        found[trace.person][(trace.model._meta.label_lower, trace.column, trace.state)] += 1
    return [
        [
            {"model": model, "field": column, "count": count, "state": state}
            for (model, column, state), count in sorted(counts.items())
        ]
        for counts in found
    ]


def _looked_up(table: _Table, sought: Sequence[Sought]) -> Iterator[Trace]:
    for number, person in enumerate(sought):
        mine = [key for key, columns in table.found if any(number in p for p in columns.values())]
        if not mine:
            continue
        standing = Standing.of(table.model, mine, person)
        for key, columns in table.found:
            for column, people in columns.items():
                if number not in people:
                    continue
                state = standing.state(key, column)
                if state:
                    yield Trace(number, table.model, key, column, state)
