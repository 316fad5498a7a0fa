"""A ledger in a second database: ``postgres://user:password@host/name``, ``sqlite:////path``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import DatabaseError, connections
from django.db.utils import ConnectionHandler

from .base import LedgerBackend, LedgerUnavailable, OddAddress

TABLE = "privacy_ledger"
ENGINES = {
    "postgres": "django.db.backends.postgresql",
    "postgresql": "django.db.backends.postgresql",
    "sqlite": "django.db.backends.sqlite3",
}
_READ_AT_ONCE = 1000
#: The number of the lock that writers on PostgreSQL take: any, as long as it is theirs alone.
_LOCK = 0x70726976


class DatabaseLedger(LedgerBackend):
    """One row an entry, in a table that it makes itself. Each piece of work has its connection.

    A transaction of the site's own database has no part in it: what is written here stays when
    that one is rolled back.
    """

    durable = True

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.settings = _settings(url)

    def append(self, line_after: Callable[[str], str]) -> None:
        """Append in a transaction that no second writer can enter."""
        with self._cursor() as cursor:
            _begin_alone(cursor)
            _make_table(cursor)
            cursor.execute(f"SELECT seq, line FROM {TABLE} ORDER BY seq DESC LIMIT 1")  # noqa: S608
            seq, last = cursor.fetchone() or (0, "")
            cursor.execute(
                f"INSERT INTO {TABLE} (seq, line) VALUES (%s, %s)",  # noqa: S608
                [seq + 1, line_after(last)],
            )
            cursor.execute("COMMIT")

    def lines(self) -> Iterator[str]:
        """The rows in order, some at a time by their number."""
        after = 0
        while rows := self._rows(after):
            yield from (line for _seq, line in rows)
            after = rows[-1][0]

    def found(self) -> bool:
        """Whether the database has the table."""
        with self._cursor() as cursor:
            return TABLE in cursor.db.introspection.table_names(cursor)

    def check(self) -> list[str]:
        """Whether it is another database than the site's own, and answers."""
        if self._is_the_sites_own():
            return ["It is the site's own database: a restored backup would lose it too."]
        try:
            with self._cursor() as cursor:
                cursor.execute("SELECT 1")
        except LedgerUnavailable as error:
            return [str(error)]
        return []

    def _rows(self, after: int) -> list[tuple[int, str]]:
        with self._cursor() as cursor:
            if TABLE not in cursor.db.introspection.table_names(cursor):
                return []
            cursor.execute(
                f"SELECT seq, line FROM {TABLE} WHERE seq > %s ORDER BY seq LIMIT %s",  # noqa: S608
                [after, _READ_AT_ONCE],
            )
            return list(cursor.fetchall())

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        connection = ConnectionHandler({"default": dict(self.settings)})["default"]
        try:
            with connection.cursor() as cursor:
                yield cursor
        except DatabaseError as error:
            # The text of the error may hold the address with its password.
            raise LedgerUnavailable(
                f"The ledger's database does not answer: {type(error).__name__}."
            ) from None
        finally:
            connection.close()

    def _is_the_sites_own(self) -> bool:
        own = connections["default"].settings_dict
        keys = ("ENGINE", "NAME", "HOST", "PORT")
        return all(str(own.get(key, "")) == str(self.settings.get(key, "")) for key in keys)


def _begin_alone(cursor: Any) -> None:
    """Begin a transaction that waits for every other writer's."""
    if cursor.db.vendor == "postgresql":
        cursor.execute("BEGIN")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    else:
        cursor.execute("BEGIN IMMEDIATE")


def _make_table(cursor: Any) -> None:
    cursor.execute(
        f"CREATE TABLE IF NOT EXISTS {TABLE} (seq BIGINT PRIMARY KEY, line TEXT NOT NULL)"
    )


def _settings(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path[1:])
    try:
        port = str(parts.port or "")
    except ValueError:
        name, port = "", ""
    if not name:
        raise OddAddress(
            "Write the ledger's database as postgres://user:password@host:5432/name, or "
            "sqlite:////absolute/path."
        )
    settings: dict[str, Any] = {
        "ENGINE": ENGINES[parts.scheme],
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
    }
    if parts.scheme == "sqlite":
        settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    return settings
