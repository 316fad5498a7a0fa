"""Waiting for rows that another transaction has locked: not for ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error, OperationalError, connection

#: How long a batch waits for a lock on PostgreSQL. SQLite has its own ``timeout``.
SECONDS = 10

_LOCK_NOT_AVAILABLE = "55P03"


@contextmanager
def patience() -> Iterator[None]:
    """Inside, a statement that meets a locked row fails after :data:`SECONDS` with what it did."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{SECONDS}s"])
    try:
        yield
    finally:
        # A connection that is gone has nothing to put back.
        with suppress(Error), connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")


def reason_of(error: BaseException) -> str:
    """The kind of ``error``, for the receipt; its text may quote somebody's data."""
    locked = getattr(error.__cause__, "sqlstate", "") == _LOCK_NOT_AVAILABLE
    if isinstance(error, OperationalError) and (locked or "locked" in str(error)):
        return "RowsLocked"
    return type(error).__name__
