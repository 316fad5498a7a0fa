"""What a field holds once it is about nobody: a blank that its type and its constraints allow."""

from __future__ import annotations

import datetime as dt
import decimal
import uuid
from typing import Any

from django.db import models
from django.db.models import F, Field, Value
from django.db.models.functions import Cast, Concat

#: The host of neutral addresses; reserved, so that no mail ever leaves (RFC 2606).
NOWHERE = "erased.invalid"
#: What a neutral value that must stay unique begins with.
ERASED = "erased-"

_NEUTRAL: tuple[tuple[type[Field[Any, Any]], Any], ...] = (
    (models.BooleanField, False),
    (models.DecimalField, decimal.Decimal(0)),
    (models.FloatField, 0.0),
    (models.IntegerField, 0),
    (models.DateTimeField, dt.datetime(1900, 1, 1, tzinfo=dt.UTC)),
    (models.DateField, dt.date(1900, 1, 1)),
    (models.TimeField, dt.time(0)),
    (models.DurationField, dt.timedelta(0)),
    (models.UUIDField, uuid.UUID(int=0)),
    (models.BinaryField, b""),
    (models.GenericIPAddressField, "::"),
)


def column_of(model: type[models.Model], name: str) -> Any:
    """The model's own field ``name``: never a relation that another model holds."""
    return model._meta.get_field(name)


class CannotBlank(Exception):
    """A field whose type allows no neutral value: the source must name one."""


def blank_value(field: Field[Any, Any]) -> Any:
    """The neutral value of ``field``, for its own column alone; :class:`CannotBlank` if none."""
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return [] if field.default is list else {}
    if isinstance(field, (models.CharField, models.TextField, models.FileField)):
        return ""
    for kind, neutral in _NEUTRAL:
        if isinstance(field, kind):
            return neutral
    if field.empty_strings_allowed and not field.is_relation:
        return ""
    raise CannotBlank(f"{field.model._meta.label}.{field.name} has no neutral value")


def blank_expression(field: Field[Any, Any]) -> Any:
    """What an UPDATE sets ``field`` to; derived from the key where the field must stay unique."""
    if field.null or not is_unique(field):
        return blank_value(field)
    key = Cast(F("pk"), models.CharField(max_length=64))
    if isinstance(field, models.EmailField):
        return Concat(Value(ERASED), key, Value(f"@{NOWHERE}"))
    if isinstance(field, (models.CharField, models.TextField)):
        return Concat(Value(ERASED), key)
    if isinstance(field, models.IntegerField) and isinstance(
        field.model._meta.pk, models.IntegerField
    ):
        return -F("pk")
    if isinstance(field, models.UUIDField):
        return F("pk") if isinstance(field.model._meta.pk, models.UUIDField) else _refuse(field)
    return _refuse(field)


def is_unique(field: Field[Any, Any]) -> bool:
    """Whether a unique constraint, alone or with other fields, stands on ``field``."""
    meta = field.model._meta
    if field.unique:
        return True
    together = any(field.name in names for names in meta.unique_together)
    constrained = any(
        field.name in constraint.fields
        for constraint in meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    )
    return together or constrained


def _refuse(field: Field[Any, Any]) -> Any:
    raise CannotBlank(
        f"{field.model._meta.label}.{field.name} must stay unique and has no neutral value"
    )
