"""The records of a person, source by source and activity by activity."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import ForeignKey, Prefetch, QuerySet

from ..sources import PersonalData, registry
from ..sources.standing import conditions_of, fields_seen, seen_by
from ..subjects import Subject

#: How many records of a source are read with all that a person reads of them.
HEAD = 200
#: How many rows are asked of the database at once after that.
CHUNK = 1000

#: A record, and the names of the columns that the person may see of it.
Seen = tuple[Any, tuple[str, ...]]


@dataclass(frozen=True)
class Group:
    """The rows of one source that belong to one activity. ``slug`` is empty for none."""

    source: PersonalData
    subject: Subject
    slug: str
    rows: QuerySet[Any]


def groups_of(subject: Subject, slugs: Collection[str] | None = None) -> Iterator[Group]:
    """Every source's rows that ``subject`` may see, by activity; only of ``slugs`` if given."""
    for source in registry.sources():
        yield from groups_of_source(source, subject, slugs)


def groups_of_source(
    source: PersonalData, subject: Subject, slugs: Collection[str] | None = None
) -> Iterator[Group]:
    """The rows of one source; a row that meets several conditions belongs to the first."""
    conditions = conditions_of(source)
    rows = seen_by(source, subject)
    for slug, condition in conditions.items():
        found = rows
        if condition:
            # By key, since a condition that walks to many rows would repeat this one.
            matching = source.rows().filter(condition).values("pk")
            found, rows = rows.filter(pk__in=matching), rows.exclude(pk__in=matching)
        if slugs is None or slug in slugs:
            yield Group(source, subject, slug, found)
        if not condition:
            return
    if slugs is None:
        yield Group(source, subject, "", rows)


def read(group: Group, *, lean: bool) -> Iterator[list[Seen]]:
    """The group's records by key, in lists: the first :data:`HEAD` whole, the rest in chunks.

    ``lean`` leaves what is not exported in the database for the rest: not for a source whose own
    resource may read anything of a record.
    """
    head = list(for_display(group.source, group.rows).order_by("pk")[:HEAD])
    if head:
        yield _with_fields(group, head)
    if len(head) < HEAD:
        return
    rest = _for_export(group.source, group.rows, lean).filter(pk__gt=head[-1].pk).order_by("pk")
    records = rest.iterator(chunk_size=CHUNK)
    for first in records:
        yield _with_fields(group, [first, *islice(records, CHUNK - 1)])


def for_display(source: PersonalData, rows: QuerySet[Any]) -> QuerySet[Any]:
    """``rows`` with every record that their labels and values walk to, in a few queries."""
    meta = source.model._meta
    near = [
        field.name
        for field in meta.concrete_fields
        if isinstance(field, ForeignKey) and not field.remote_field.parent_link
    ]
    many = [field.name for field in meta.many_to_many if field.name in source.columns]
    return (rows.select_related(*near) if near else rows).prefetch_related(*many)


def _for_export(source: PersonalData, rows: QuerySet[Any], lean: bool) -> QuerySet[Any]:
    if not lean:
        return for_display(source, rows)
    meta = source.model._meta
    many = [field for field in meta.many_to_many if field.name in source.columns]
    keys = [
        Prefetch(field.name, field.related_model._base_manager.only("pk").order_by("pk"))
        for field in many
    ]
    concrete = {field.name for field in meta.concrete_fields}
    return rows.prefetch_related(*keys).only(
        meta.pk.name, *(name for name in source.columns if name in concrete)
    )


def _with_fields(group: Group, records: list[Any]) -> list[Seen]:
    source = group.source
    if not source.others:
        return [(record, source.columns) for record in records]
    seen = fields_seen(source, group.subject, [record.pk for record in records])
    return [(record, seen[record.pk]) for record in records if record.pk in seen]


__all__ = ["CHUNK", "HEAD", "Group", "Seen", "for_display", "groups_of", "groups_of_source", "read"]
