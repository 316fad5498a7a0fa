"""Which rows are still about somebody: those already anonymised never come up again."""

from __future__ import annotations

from django.db.models import CharField, Field, FileField, JSONField, Q, TextField

from .base import Anonymise, PersonalData
from .blanks import ERASED, blank_value, column_of, is_unique
from .paths import resolve


def identifiable(source: PersonalData) -> Q:
    """The rows on which an identifying field, or a link to an account, is not blank yet.

    Where no field's blank can be told apart in the database, that is every row.
    """
    condition = Q()
    for name in source.identifying:
        field = column_of(source.model, name)
        condition |= _filled(source, field)
    for text in source.subject:
        link = resolve(source.model, text).link
        if link is not None and link.null:
            condition |= Q(**{f"{link.name}__isnull": False})
    return condition or Q(pk__isnull=False)


def _filled(source: PersonalData, field: Field) -> Q:
    given = source.on_erasure.values if isinstance(source.on_erasure, Anonymise) else {}
    name = field.name
    if name in given:
        value = given[name]
        known = not callable(value) and value is not None and not field.many_to_many
        return Q(**{f"{name}__isnull": False}) & ~Q(**{name: value}) if known else Q()
    if field.null:
        return Q(**{f"{name}__isnull": False})
    if isinstance(field, JSONField) and field.get_internal_type() == "JSONField":
        return ~Q(**{name: blank_value(field)})
    if not isinstance(field, (CharField, TextField, FileField)):
        return Q()
    filled = ~Q(**{name: ""})
    return filled & ~Q(**{f"{name}__startswith": ERASED}) if is_unique(field) else filled
