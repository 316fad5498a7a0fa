"""Many keys as one parameter: SQLite takes no more than so many of them in a statement."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db import connections, router
from django.db.models import Model
from django.db.models.expressions import RawSQL

#: Up to so many are written out, which every database plans best.
_WRITTEN_OUT = 10_000


def key_list(model: type[Model], keys: Iterable[Any]) -> Any:
    """What stands to the right of ``pk__in``: the keys themselves, or on SQLite a list of them."""
    keys = list(keys)
    connection = connections[router.db_for_read(model)]
    if connection.vendor != "sqlite" or len(keys) <= _WRITTEN_OUT:
        return keys
    column = model._meta.pk
    stored = [column.get_db_prep_value(key, connection) for key in keys]
    # Only the values differ, and they are the parameter.
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(stored)])
