"""How a person stands to a record, as its owner or beside another, and under which purpose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from .base import PersonalData
from .finding import either, others_of, records_of
from .registry import registry

if TYPE_CHECKING:
    from privacy_center.subjects import Subject


def conditions_of(source: PersonalData) -> dict[str, Q]:
    """The activities of the source's rows, each with its condition; a part has its parent's."""
    parent = registry.parent(source)
    if parent is None:
        return source.activities()
    return {
        slug: Q(**{f"{source.part_of}__in": parent.rows().filter(found).values("pk")})
        if found
        else found
        for slug, found in conditions_of(parent).items()
    }


def date_path(source: PersonalData) -> str:
    """The path to the date that retention counts from; a part has its parent's. Empty without."""
    parent = registry.parent(source)
    if parent is None:
        return source.retained_from
    further = date_path(parent)
    return f"{source.part_of}__{further}" if further else ""


def seen_by(source: PersonalData, subject: Subject) -> QuerySet[Any]:
    """Every row that ``subject`` may see anything of, each once: their own, and shared ones."""
    owned = records_of(source, subject)
    shared = shared_with(source, subject)
    return owned if shared is None else rows_of_any(source, owned, shared)


def shared_with(source: PersonalData, subject: Subject) -> QuerySet[Any] | None:
    """Every row of other people's on which ``subject`` stands too; None where none are known."""
    found = list(others_of(source, subject).values())
    return rows_of_any(source, *found) if len(found) > 1 else next(iter(found), None)


def rows_of_any(source: PersonalData, *found: QuerySet[Any]) -> QuerySet[Any]:
    """The rows that stand in any of the sets, each once."""
    return source.rows().filter(pk__in=either(*(rows.order_by().values("pk") for rows in found)))


def fields_seen(
    source: PersonalData, subject: Subject, keys: Iterable[Any]
) -> dict[Any, tuple[str, ...]]:
    """What ``subject`` may see of each of the rows with ``keys``; rows of nobody's are left out.

    All columns of an own row. Of another person's row, the key and the fields that are theirs.
    One query for a source without ``others``, else one more for each path.
    """
    keys = list(keys)
    owned = records_of(source, subject, keys)
    seen = dict.fromkeys(owned.values_list("pk", flat=True), source.columns)
    if not source.others:
        return seen
    theirs: dict[Any, set[str]] = {}
    for path, rows in others_of(source, subject).items():
        for key in rows.filter(pk__in=keys).values_list("pk", flat=True):
            theirs.setdefault(key, {source.model._meta.pk.name}).update(source.others[path])
    for key, names in theirs.items():
        seen[key] = tuple(name for name in source.columns if name in names)
    return seen
