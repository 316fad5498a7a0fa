"""Writing restrictions set by set: one statement a batch, however many rows and hashes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections, router
from django.db.models.expressions import RawSQL
from django.utils import timezone

from .models import RestrictedRecord

#: What each database makes rows of a list with, and the list as it takes it.
_LISTS: dict[str, tuple[str, Callable[[list[str]], Any]]] = {
    "postgresql": ("unnest(%s::varchar[]) AS {name}(value)", list),
    "sqlite": ("json_each(%s) AS {name}", json.dumps),
}

_RENEWAL: dict[str, Any] = {
    "update_conflicts": True,
    "unique_fields": ["source", "record_key", "pseudonym"],
    "update_fields": ["ground", "kept_until"],
}
_TABLE = RestrictedRecord._meta.db_table
_STALE = (
    "SELECT found.id FROM unnest(%s::varchar[]) AS k(value) CROSS JOIN LATERAL "  # noqa: S608
    f'(SELECT id FROM "{_TABLE}" WHERE source = %s AND record_key = k.value'
    " AND pseudonym <> ALL(%s::varchar[]) OFFSET 0) AS found"
)


def insert_restrictions(
    source: str,
    keys: Sequence[str],
    hashes: Sequence[str],
    ground: str,
    until: dt.date | None,
    *,
    renewing: bool = True,
) -> None:
    """Add each key under each hash.

    What stands there already takes the ground and the date where ``renewing``, else it keeps its.
    """
    connection = connections[router.db_for_write(RestrictedRecord)]
    if connection.vendor not in _LISTS:
        _one_by_one(source, keys, hashes, ground, until, renewing=renewing)
        return
    rows, as_list = _LISTS[connection.vendor]
    table = connection.ops.quote_name(RestrictedRecord._meta.db_table)
    day = RestrictedRecord._meta.get_field("kept_until")
    moment = RestrictedRecord._meta.get_field("created_at")
    cast = "::date" if connection.vendor == "postgresql" else ""
    renewal = "UPDATE SET ground = excluded.ground, kept_until = excluded.kept_until"
    on_conflict = renewal if renewing else "NOTHING"
    # Only names of our own stand in the text; every value is a parameter.
    sql = (
        f"INSERT INTO {table} "  # noqa: S608
        "(source, record_key, pseudonym, ground, kept_until, created_at) "
        f"SELECT %s, k.value, h.value, %s, %s{cast}, %s "
        f"FROM {rows.format(name='k')} CROSS JOIN {rows.format(name='h')} WHERE true "
        f"ON CONFLICT (source, record_key, pseudonym) DO {on_conflict}"
    )
    values: list[Any] = [
        source,
        ground,
        day.get_db_prep_value(until, connection),
        moment.get_db_prep_value(timezone.now(), connection),
        as_list(list(keys)),
        as_list(list(hashes)),
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def renew_restrictions(
    source: str, keys: Sequence[str], hashes: Sequence[str], ground: str, until: dt.date | None
) -> None:
    """Give the ground and the date to what stands under other hashes, of an earlier attempt.

    One statement that most often finds nothing: never a look through all that is restricted.
    """
    connection = connections[router.db_for_write(RestrictedRecord)]
    rows = RestrictedRecord.objects.filter(source=source, record_key__in=keys)
    stale = rows.exclude(pseudonym__in=hashes)
    if connection.vendor == "postgresql":
        # While the table has just been filled its statistics say that it is empty, and PostgreSQL
        # would read all of the source for each batch. So it is told to look up key by key.
        stale = RestrictedRecord.objects.filter(
            pk__in=RawSQL(_STALE, [list(keys), source, list(hashes)])  # noqa: S611
        )
    stale.update(ground=ground, kept_until=until)


def _one_by_one(
    source: str,
    keys: Sequence[str],
    hashes: Sequence[str],
    ground: str,
    until: dt.date | None,
    *,
    renewing: bool,
) -> None:
    """For databases that have no such list."""
    RestrictedRecord.objects.bulk_create(
        [
            RestrictedRecord(
                source=source, record_key=key, pseudonym=hashed, ground=ground, kept_until=until
            )
            for key in keys
            for hashed in hashes
        ],
        **(_RENEWAL if renewing else {"ignore_conflicts": True}),
    )
