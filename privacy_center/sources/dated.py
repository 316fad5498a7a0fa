"""Dates of records as the database compares them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import DateTimeField, F, Max, Model, Q

from ..days import moment_of
from .key_lists import key_list
from .ownership import NOTHING
from .paths import resolve

_LATEST = "privacy_latest"


def within(model: type[Model], path: str, spans: Iterable[tuple[dt.date, dt.date]]) -> Q:
    """The rows whose date at ``path`` lies in one of ``spans`` (days, both ends included).

    A point in time counts as the day it is in the site's time zone. A null lies in none. Where the
    path leads to many dates, the latest of them counts.
    """
    resolved = resolve(model, path)
    timed = isinstance(resolved.end, DateTimeField)
    column = _LATEST if resolved.many else path
    condition = NOTHING
    for first, last in spans:
        condition |= _span(column, first, last, timed)
    if not resolved.many:
        return condition
    rows = model._base_manager.annotate(**{_LATEST: Max(path)}).filter(condition)
    # Asked now: the dates may stand in parts, which go before the record that they belong to.
    return Q(pk__in=key_list(model, rows.values_list("pk", flat=True)))


def date_at(model: type[Model], path: str) -> Any:
    """The expression for the date at ``path``: the latest, where the path leads to many."""
    return Max(path) if resolve(model, path).many else F(path)


def dated(model: type[Model], path: str) -> Q:
    """The rows that have a date at ``path``."""
    condition = Q(**{f"{path}__isnull": False})
    if not resolve(model, path).many:
        return condition
    return Q(pk__in=model._base_manager.filter(condition).values("pk"))


def in_time(model: type[Model], path: str, past: Iterable[tuple[dt.date, dt.date]] | None) -> Q:
    """The rows that are dated and whose date lies in none of the spans that are ``past``.

    Without a date to count from (no ``path``) or without a rule (None), that is all of them.
    """
    if not path or past is None:
        return Q(pk__isnull=False)
    return dated(model, path) & ~within(model, path, past)


def _span(path: str, first: dt.date, last: dt.date, timed: bool) -> Q:
    condition = Q(**{f"{path}__isnull": False})
    if first > dt.date.min:
        condition &= Q(**{f"{path}__gte": moment_of(first) if timed else first})
    if last < dt.date.max:
        after = last + dt.timedelta(days=1)
        condition &= Q(**{f"{path}__lt": moment_of(after) if timed else after})
    return condition
