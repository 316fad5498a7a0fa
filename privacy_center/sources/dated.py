"""Dates of records as the database compares them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import DateTimeField, Model, Q
from django.utils import timezone

from .ownership import NOTHING
from .paths import resolve


def within(model: type[Model], path: str, spans: Iterable[tuple[dt.date, dt.date]]) -> Q:
    """The rows whose date at ``path`` lies in one of ``spans`` (days, both ends included).

    A point in time counts as the day it is in the site's time zone. A null lies in none.
    """
    timed = isinstance(resolve(model, path).end, DateTimeField)
    condition = NOTHING
    for first, last in spans:
        condition |= _span(path, first, last, timed)
    return condition


def day_of(value: Any) -> dt.date | None:
    """The day that a date or a point in time is, in the site's time zone."""
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def _span(path: str, first: dt.date, last: dt.date, timed: bool) -> Q:
    condition = Q(**{f"{path}__isnull": False})
    if first > dt.date.min:
        condition &= Q(**{f"{path}__gte": _start(first) if timed else first})
    if last < dt.date.max:
        after = last + dt.timedelta(days=1)
        condition &= Q(**{f"{path}__lt": _start(after) if timed else after})
    return condition


def _start(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
