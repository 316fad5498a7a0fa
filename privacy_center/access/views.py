"""A record as a person reads it: what it is called, and each value beside its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from ..sources import PersonalData


@dataclass(frozen=True)
class FieldView:
    """One value in words. ``value`` is empty where the record holds none."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class RecordView:
    """One record. ``own`` is False for another person's, of which only some fields are shown."""

    pk: Any
    label: str
    fields: tuple[FieldView, ...]
    own: bool = True


def view_of(source: PersonalData, record: Any, names: tuple[str, ...]) -> RecordView:
    """``record`` in the active language, with the columns ``names``; the key is left out.

    Another person's record is called by its source's name alone: its label may say whose it is.
    """
    own = names is source.columns
    key = source.model._meta.pk.name
    fields = tuple(
        FieldView(name, source.field_label(name), str(source.value(record, name)))
        for name in names
        if name != key or name in source.fields or name in source.not_identifying
    )
    name = source.model._meta.verbose_name
    label = source.label(record) if own else capfirst(name)
    return RecordView(record.pk, str(label), fields, own)
