"""Which rows are still about somebody: those already anonymised never come up again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import CharField, Field, FileField, JSONField, Q, TextField

from .base import Anonymise, PersonalData
from .blanks import ERASED, CannotBlank, blank_expression, blank_value, column_of, is_unique
from .paths import resolve

_EVERY_ROW = Q(pk__isnull=False)


def identifiable(source: PersonalData) -> Q:
    """The rows on which an identifying field, or a link to an account, is not blank yet.

    Where the database cannot tell one field's blank from other values, that is every row: a name
    that is left would not be seen otherwise.
    """
    links = [resolve(source.model, text).link for text in source.subject]
    cut = [link.name for link in links if link is not None and link.null]
    condition = filled_in(source, source.identifying, cut)
    return _EVERY_ROW if condition is None else condition


def filled_in(source: PersonalData, names: Iterable[str], links: Iterable[str] = ()) -> Q | None:
    """The rows on which a field or a link is not blank; None where the database cannot tell."""
    conditions = [_filled(source, column_of(source.model, name)) for name in names]
    conditions += [Q(**{f"{link}__isnull": False}) for link in links]
    told = [condition for condition in conditions if condition is not None]
    return reduce(or_, told) if told and len(told) == len(conditions) else None


def is_filled(source: PersonalData, field: Field[Any, Any], value: Any) -> bool:
    """Whether ``value`` in ``field`` is not blank; a value that a callable may have given is."""
    given = _given(source)
    if field.name in given:
        asked = given[field.name]
        return not callable(asked) and bool(value != asked)
    if value in (None, "", b"", [], {}):
        return False
    if is_unique(field) and str(value).startswith(ERASED):
        return False
    try:
        return bool(value != blank_value(field))
    except CannotBlank:
        return True


def _filled(source: PersonalData, field: Any) -> Q | None:
    """The rows on which ``field`` is not blank; None where that cannot be told."""
    given = _given(source)
    name = field.name
    if field.many_to_many:
        through = field.remote_field.through
        return Q(pk__in=through._base_manager.values(field.m2m_field_name()))
    if name in given:
        return None if callable(given[name]) else _differs(field, given[name])
    if field.null:
        return Q(**{f"{name}__isnull": False})
    if isinstance(field, (CharField, TextField, FileField)):
        filled = ~Q(**{name: ""})
        return filled & ~Q(**{f"{name}__startswith": ERASED}) if is_unique(field) else filled
    if isinstance(field, JSONField) and field.get_internal_type() != "JSONField":
        return None
    try:
        return ~Q(**{name: blank_expression(field)})
    except CannotBlank:
        return None


def _differs(field: Field[Any, Any], value: Any) -> Q:
    filled = Q(**{f"{field.name}__isnull": False})
    return filled if value is None else filled & ~Q(**{field.name: value})


def _given(source: PersonalData) -> dict[str, Any]:
    return source.on_erasure.values if isinstance(source.on_erasure, Anonymise) else {}
