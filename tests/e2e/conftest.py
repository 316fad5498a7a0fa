"""The demo in a browser: loaded once, put back for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser

from tests.conftest import Migrated
from tests.e2e.visitor import Visitor

DEMO: pytest.StashKey[Migrated] = pytest.StashKey()


@pytest.fixture
def demo(transactional_db: None, request: pytest.FixtureRequest, django_db_blocker: Any) -> None:
    """The demo's pages and people, as ``load_demo`` leaves them."""
    loaded = request.config.stash.get(DEMO, None)
    if loaded is not None:
        loaded.restore()
        return
    call_command("load_demo", verbosity=0)
    loaded = request.config.stash[DEMO] = Migrated(django_db_blocker)
    loaded.remember()
    # SQLite's search index is kept by triggers, which write it again as the rows come back.
    loaded.tables = {
        table: rows for table, rows in loaded.tables.items() if "indexentry_fts" not in table
    }


@pytest.fixture
def visit(demo: None, live_server: Any, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Open a browser window of somebody's own; whatever went wrong in it fails the test."""
    visitors: list[Visitor] = []

    def start(**options: Any) -> Visitor:
        visitors.append(Visitor(browser, live_server.url, **options))
        return visitors[-1]

    yield start
    faults = [fault for visitor in visitors for fault in visitor.close()]
    assert not faults
