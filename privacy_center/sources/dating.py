"""What is known of when a record was made: enough to spare who came back after an erasure.

A field that Django fills with the present when a row is made tells the time. Where there is none,
the date that retention counts from tells that a record is at least as old as that, and never that
it is younger. A day counts as a whole: what is dated on the day of the erasure is taken as older.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import DateField, DateTimeField, Field, Model, Q
from django.utils import timezone

from ..days import day_of
from .base import PersonalData
from .ownership import NOTHING
from .paths import resolve
from .registry import registry

_PRESENT = (timezone.now, timezone.localdate, timezone.localtime, dt.date.today, dt.datetime.now)


def made_after(source: PersonalData, at: dt.datetime) -> Q:
    """The rows that were certainly made after ``at``."""
    parent = registry.parent(source)
    if parent is not None:
        return _of_wholes(source, parent, made_after(parent, at))
    field = _made(source.model)
    return NOTHING if field is None else Q(**{f"{field.name}__gt": _moment(field, at)})


def made_by(source: PersonalData, at: dt.datetime) -> Q:
    """The rows that were certainly made by ``at``, or on the same day."""
    parent = registry.parent(source)
    if parent is not None:
        return _of_wholes(source, parent, made_by(parent, at))
    field = _made(source.model)
    if field is not None:
        return Q(**{f"{field.name}__lte": _moment(field, at)})
    if not source.retained_from:
        return NOTHING
    end = resolve(source.model, source.retained_from).end
    return Q(**{f"{source.retained_from}__lte": _moment(end, at)})


def joined_after(user: Any, at: dt.datetime) -> bool | None:
    """Whether an account was made after ``at``; None where the model does not tell."""
    field = _made(type(user))
    if field is None or getattr(user, field.name) is None:
        return None
    return bool(getattr(user, field.name) > _moment(field, at))


def _made(model: type[Model]) -> Field[Any, Any] | None:
    """The model's own field that is filled with the present when a row is made."""
    for field in model._meta.concrete_fields:
        if isinstance(field, DateField) and (field.auto_now_add or field.default in _PRESENT):
            return field
    return None


def _of_wholes(source: PersonalData, parent: PersonalData, condition: Q) -> Q:
    if condition is NOTHING:
        return NOTHING
    return Q(**{f"{source.part_of}__in": parent.rows().filter(condition).values("pk")})


def _moment(field: Field[Any, Any], at: dt.datetime) -> dt.datetime | dt.date:
    return at if isinstance(field, DateTimeField) else day_of(at)
