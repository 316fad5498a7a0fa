"""The same value in other records of the person, so that all may be corrected at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, TextField

from ..sources import PersonalData, records_of, registry
from ..subjects import Subject
from .ways import Way, Ways

#: Fewer characters say too little to tell that two fields hold the same fact.
SHORTEST = 3
#: So many are offered at once; whoever has more corrects again.
MOST = 25


@dataclass(frozen=True)
class Copy:
    """A field of another record that holds the same. ``way`` is ``now`` or ``review``."""

    source: PersonalData
    pk: Any
    title: str
    field: str
    way: Way

    @property
    def label(self) -> str:
        """What the field is called."""
        return self.source.field_label(self.field)


def copies_of(subject: Subject, source: PersonalData, record: Any, field: str) -> list[Copy]:
    """Where else the person's own records hold what ``field`` of ``record`` holds now.

    Of the same data category, in fields that they may correct or propose a value for; at most
    :data:`MOST`. What a law or a hold keeps is left out: a note belongs to one record.
    """
    value = getattr(record, field, None)
    category = source.fields.get(field)
    if not isinstance(value, str) or len(value.strip()) < SHORTEST or category is None:
        return []
    found: list[Copy] = []
    for other in registry.sources():
        names = [name for name in _correctable(other) if other.fields.get(name) == category]
        for name in names:
            if len(found) < MOST:
                but = record.pk if other is source else None
                found += _holding(subject, other, name, value, but, MOST - len(found))
    return found


def _holding(
    subject: Subject, source: PersonalData, field: str, value: str, but: Any, most: int
) -> Iterator[Copy]:
    rows = records_of(source, subject).filter(**{field: value})
    if but is not None:
        rows = rows.exclude(pk=but)
    records = list(rows.order_by("-pk")[:most])
    if not records:
        return
    ways = Ways.of(source, subject, [record.pk for record in records])
    for record in records:
        way = ways.way(record, field)
        if way in (Way.NOW, Way.REVIEW):
            yield Copy(source, record.pk, str(source.label(record)), field, way)


def _correctable(source: PersonalData) -> Iterable[str]:
    """Fields of text that the database can compare: what is encrypted cannot be searched."""
    for name in dict.fromkeys((*source.correctable, *source.correctable_on_review)):
        column: Any = source.model._meta.get_field(name)
        plain = isinstance(column, (CharField, TextField)) and not hasattr(column, "from_db_value")
        if plain and name not in source.masked:
            yield name
