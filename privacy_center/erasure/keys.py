"""The keys of a step's rows, batch by batch in order of key, found once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

from privacy_center.conf import settings

#: What of the keys is held in memory, in bytes; more lies in a file that has no name.
_IN_MEMORY = 2**20


def key_batches(rows: QuerySet[Any], after: Any = None) -> Iterator[list[Any]]:
    """The keys of ``rows``, after ``after`` where one is given, as lists of a batch's size.

    The rows are looked for once and not anew for each batch: never by offset, since they change
    under the loop. However many there are, this holds no more of them in memory.
    """
    column, size = rows.model._meta.pk, settings.BATCH_SIZE
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = rows.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=max(size, 1000))
    with SpooledTemporaryFile(_IN_MEMORY, mode="w+", encoding="utf-8") as held:
        while batch := list(islice(found, size)):
            held.write(json.dumps(batch, cls=DjangoJSONEncoder) + "\n")
        held.seek(0)
        for line in held:
            yield [column.to_python(key) for key in json.loads(line)]
