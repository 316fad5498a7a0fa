"""The one statement that a choice costs, built once: that takes longer than to send it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connections, router

from ..conf import settings
from .models import ConsentReceipt

#: Every column but the key, which the database gives.
_FIELDS = [field for field in ConsentReceipt._meta.concrete_fields if not field.primary_key]


def insert(**values: Any) -> None:
    """Store a receipt of these values, one for each field. No ``save`` signal is sent.

    It is there, for everybody and whatever becomes of this process, when this returns. PostgreSQL
    need not have brought it to the disk by then, unless ``RECEIPTS_WAIT_FOR_DISK`` is set: should
    its own machine go down in that half second, the visitor has the signed choice all the same.
    """
    connection = connections[router.db_for_write(ConsentReceipt)]
    values["decided_at"] = connection.ops.adapt_datetimefield_value(values["decided_at"])
    hurry = connection.vendor == "postgresql" and not settings.RECEIPTS_WAIT_FOR_DISK
    with connection.cursor() as cursor:
        cursor.execute(
            _statement(connection.alias, hurry), [values[field.name] for field in _FIELDS]
        )


@cache
def _statement(alias: str, hurry: bool) -> str:
    quote = connections[alias].ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in _FIELDS)
    holders = ", ".join(["%s"] * len(_FIELDS))
    # For this transaction alone, in the same statement.
    asking = " FROM set_config('synchronous_commit', 'off', true)" if hurry else ""
    table = quote(ConsentReceipt._meta.db_table)
    return f"INSERT INTO {table} ({columns}) SELECT {holders}{asking}"
