from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

from privacy_center.ledger.backends import open_ledger
from privacy_center.ledger.backends.nowhere import MemoryLedger
from privacy_center.ledger.lines import read_lines


@pytest.fixture
def kept_at(settings: Any) -> Callable[..., None]:
    """Keep the ledger at an address for the rest of the test."""

    def keep(url: str, *keys: str) -> None:
        settings.PRIVACY_CENTER = {"LEDGER_URL": url, "LEDGER_KEYS": keys or ["first"]}

    return keep


@pytest.fixture(params=["file", "sqlite", "postgres", "memory"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty ledger of each kind; PostgreSQL where the suite runs on it."""
    if request.param == "postgres":
        if connection.vendor != "postgresql":
            pytest.skip("The suite runs on SQLite.")
        request.getfixturevalue("django_db_setup")
        yield from _on_postgresql()
        return
    yield {
        "file": f"file://{tmp_path / 'the ledger.jsonl'}".replace(" ", "%20"),
        "sqlite": f"sqlite:///{tmp_path / 'ledger.sqlite3'}",
        "memory": f"memory://{tmp_path.name}",
    }[request.param]
    MemoryLedger.kept.clear()


def _on_postgresql() -> Iterator[str]:
    own = connection.settings_dict
    name = f"{own['NAME']}_ledger"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    secret = f":{own['PASSWORD']}" if own["PASSWORD"] else ""
    yield f"postgres://{own['USER']}{secret}@{own['HOST']}:{own['PORT'] or 5432}/{name}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def entries(url: str, *keys: str) -> list[Any]:
    """What stands in the ledger, read with the keys."""
    with override_settings(PRIVACY_CENTER={"LEDGER_KEYS": keys or ["first"]}):
        return list(read_lines(open_ledger(url).lines()))
