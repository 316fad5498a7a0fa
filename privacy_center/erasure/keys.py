"""The keys of a step's rows, batch by batch in order of key, found once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connections
from django.db.models import QuerySet

from privacy_center.conf import settings


def key_batches(rows: QuerySet[Any], after: Any = None) -> Iterator[list[Any]]:
    """The keys of ``rows``, after ``after`` where one is given, as lists of a batch's size.

    The rows are looked for once and not anew for each batch: never by offset, since they change
    under the loop. PostgreSQL keeps the keys meanwhile; elsewhere they are held here, eight bytes
    a whole number.
    """
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = iter(_keys(rows.order_by("pk").values_list("pk", flat=True)))
    while batch := list(islice(found, settings.BATCH_SIZE)):
        yield batch


def _keys(rows: QuerySet[Any]) -> Iterable[Any]:
    keys: Iterator[Any] = rows.iterator(chunk_size=max(settings.BATCH_SIZE, 1000))
    if connections[rows.db].vendor == "postgresql":
        return keys
    first = next(keys, None)
    if first is None:
        return ()
    if not isinstance(first, int):
        return [first, *keys]
    held = array("q", [first])
    held.extend(keys)
    return held
