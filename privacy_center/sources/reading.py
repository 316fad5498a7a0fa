"""Reading a person's records while nothing changes: what is asked once, and asked plainly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from privacy_center.subjects import Subject

from .models import RestrictedRecord


@dataclass(frozen=True)
class _Reading:
    subject: Subject
    restricted: frozenset[str]
    remembered: dict[Any, Any] = field(default_factory=dict)


_now: ContextVar[_Reading | None] = ContextVar("privacy_center_reading", default=None)


@contextmanager
def reading(subject: Subject) -> Iterator[None]:
    """Ask once in which sources rows of ``subject`` outlived an erasure: mostly in none.

    Their rows need not be looked for then, and a database that is asked for one set of rows takes
    the first page of a hundred thousand as quickly as of ten. Only for pages, which change nothing:
    an erasure restricts rows while it goes through them.
    """
    rows = RestrictedRecord.objects.filter(pseudonym__in=list(subject.hashes))
    restricted = frozenset(rows.order_by().values_list("source", flat=True).distinct())
    token = _now.set(_Reading(subject, restricted))
    try:
        yield
    finally:
        _now.reset(token)


def once_a_reading(key: Any, make: Callable[[], Any]) -> Any:
    """What ``make`` gives, asked for once in a :func:`reading`; outside of one, each time."""
    now = _now.get()
    if now is None:
        return make()
    if key not in now.remembered:
        now.remembered[key] = make()
    return now.remembered[key]


def is_read(subject: Subject) -> bool:
    """Whether nothing else is done now than reading what is held about ``subject``."""
    now = _now.get()
    return now is not None and now.subject == subject


def none_restricted(model: type[Model], subject: Subject) -> bool:
    """Whether it is known that no row of ``model`` outlived an erasure of ``subject``."""
    now = _now.get()
    return (
        now is not None and now.subject == subject and model._meta.label_lower not in now.restricted
    )
