"""The one statement that a choice costs, built once: that takes longer than to send it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import connections, router

from .models import ConsentReceipt

#: Every column but the key, which the database gives.
_FIELDS = [field for field in ConsentReceipt._meta.concrete_fields if not field.primary_key]


def insert(**values: Any) -> None:
    """Store a receipt of these values, one for each field. No ``save`` signal is sent."""
    connection = connections[router.db_for_write(ConsentReceipt)]
    values["decided_at"] = connection.ops.adapt_datetimefield_value(values["decided_at"])
    row = [values[field.name] for field in _FIELDS]
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.alias), row)


@cache
def _statement(alias: str) -> str:
    quote = connections[alias].ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in _FIELDS)
    holders = ", ".join(["%s"] * len(_FIELDS))
    table = quote(ConsentReceipt._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES ({holders})"  # noqa: S608 (names of the model)
