"""Everybody else's records, to see that they are byte for byte as they were."""

from __future__ import annotations

from typing import Any

from privacy_center.sources import records_of, registry
from privacy_center.subjects import Subject

Rows = dict[str, dict[Any, tuple[Any, ...]]]


def keys_of(subject: Subject) -> dict[str, set[Any]]:
    """The keys of the person's own records, by source."""
    return {
        source.name: set(records_of(source, subject).values_list("pk", flat=True))
        for source in registry.sources()
    }


def rows_but(keys: dict[str, set[Any]]) -> Rows:
    """Every column of every declared record but those with ``keys``."""
    rows: Rows = {}
    for source in registry.sources():
        table = source.rows().exclude(pk__in=keys[source.name])
        rows[source.name] = {row[0]: row for row in table.values_list("pk", *_columns(source))}
    return rows


def _columns(source: Any) -> list[str]:
    return [column.attname for column in source.model._meta.concrete_fields]
