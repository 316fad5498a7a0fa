"""The records of a person, source by source and activity by activity."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.db.models import ForeignKey, Prefetch, Q, QuerySet

from ..sources import PersonalData, registry
from ..sources.finding import records_of
from ..sources.standing import conditions_of, fields_seen, rows_of_any, shared_with
from ..subjects import Subject

#: How many records of a source are read with all that a person reads of them.
HEAD = 200
#: How many rows are asked of the database at once after that.
CHUNK = 1000

#: A record, and the names of the columns that the person may see of it.
Seen = tuple[Any, tuple[str, ...]]


@dataclass(frozen=True)
class Group:
    """The rows of one source that belong to one activity. ``slug`` is empty for none.

    ``own`` are those that are the person's own; ``shared`` are another person's, of which they see
    some fields, None where the source knows no such rows. ``rows`` are both.
    """

    source: PersonalData
    subject: Subject
    slug: str
    rows: QuerySet[Any]
    own: QuerySet[Any]
    shared: QuerySet[Any] | None = None


def groups_of(subject: Subject, slugs: Collection[str] | None = None) -> Iterator[Group]:
    """Every source's rows that ``subject`` may see, by activity; only of ``slugs`` if given."""
    for source in registry.sources():
        yield from groups_of_source(source, subject, slugs)


def groups_of_source(
    source: PersonalData, subject: Subject, slugs: Collection[str] | None = None
) -> Iterator[Group]:
    """The rows of one source; a row that meets several conditions belongs to the first."""
    conditions = conditions_of(source)
    left = _group(source, subject)
    for slug, condition in conditions.items():
        group = replace(left, slug=slug)
        if condition:
            # By key, since a condition that walks to many rows would repeat this one.
            matching = Q(pk__in=source.rows().filter(condition).values("pk"))
            group, left = _filtered(group, matching), _filtered(left, ~matching)
        if slugs is None or slug in slugs:
            yield group
        if not condition:
            return
    if slugs is None:
        yield left


def _group(source: PersonalData, subject: Subject) -> Group:
    """Every row of the source. Own and shared rows are asked for apart, which is faster."""
    own, shared = records_of(source, subject), shared_with(source, subject)
    if shared is None:
        return Group(source, subject, "", own, own)
    return Group(source, subject, "", rows_of_any(source, own, shared), own, shared)


def _filtered(group: Group, condition: Q) -> Group:
    return replace(
        group,
        rows=group.rows.filter(condition),
        own=group.own.filter(condition),
        shared=None if group.shared is None else group.shared.filter(condition),
    )


def read_head(group: Group) -> tuple[list[Seen], Any]:
    """The first :data:`HEAD` records by key, with all that a person reads of them.

    And the key that the others come after; None where there are no others.
    """
    # Keys first: the database then sorts these alone, and not all that is read beside the records.
    keys = list(group.rows.order_by("pk").values_list("pk", flat=True)[:HEAD])
    if not keys:
        return [], None
    rows = group.source.rows().filter(pk__in=keys).order_by("pk")
    head = list(for_display(group.source, rows))
    return _with_fields(group, head), keys[-1] if len(keys) == HEAD else None


def read_rest(group: Group, rows: QuerySet[Any], after: Any, *, lean: bool) -> Iterator[list[Seen]]:
    """Those of the group's ``rows`` whose key is past ``after``, by key, in chunks.

    ``lean`` leaves what is not exported in the database: not for a source whose own resource, or
    hook, may read anything of a record.
    """
    rest = _for_export(group.source, rows, lean).filter(pk__gt=after).order_by("pk")
    records = rest.iterator(chunk_size=CHUNK)
    for first in records:
        yield _with_fields(group, [first, *islice(records, CHUNK - 1)])


def read_stored(
    group: Group, after: Any, columns: tuple[str, ...]
) -> Iterator[list[tuple[Any, ...]]]:
    """The stored values of ``columns`` of own records past the key ``after``, by key, in chunks."""
    rest = group.own.filter(pk__gt=after).order_by("pk").values_list(*columns)
    rows = rest.iterator(chunk_size=CHUNK)
    for first in rows:
        yield [first, *islice(rows, CHUNK - 1)]


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
