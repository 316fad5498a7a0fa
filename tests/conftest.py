"""What every test shares: a clean cache, files of its own, and the browser's options."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from django.utils import translation
from wagtail.models import Site

from cookies.declarations.snapshot import forget as forget_declarations
from cookies.receipts.limits import forget as forget_limits
from tests import browser

# Playwright's synchronous API keeps an event loop in this thread, which Django takes for a view
# that is asynchronous; once one browser test has run, every test after it would be refused.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session", autouse=True)
def _own_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep uploads and mail of the tests away from those of the demo."""
    folder = tmp_path_factory.mktemp("files")
    with override_settings(MEDIA_ROOT=folder / "media", MAIL_DIR=folder / "mail"):
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_session_left(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """End what a browser's last request may have left open, or PostgreSQL drops no database."""
    yield
    if connection.vendor == "postgresql":
        # A test that puts a backup back ends sessions too, this one's perhaps.
        connection.close()
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _clean_process() -> Iterator[None]:
    """Forget rate limits and caches of the test before, and the language that it spoke.

    A test that counts queries must count the same behind any other test, so the types of content
    are looked up anew too.
    """
    cache.clear()
    ContentType.objects.clear_cache()
    forget_declarations()
    forget_limits()
    yield
    cache.clear()
    translation.deactivate()


Rows = list[tuple[Any, ...]]


@dataclass
class Migrated:
    """What the migrations put into the database, and the key to it outside a test.

    Rows are copied below the ORM: saving objects would wake the receivers of Wagtail and ours.
    """

    blocker: Any
    tables: dict[str, tuple[list[str], Rows]] = field(default_factory=dict)

    def remember(self) -> None:
        """Copy every table that has rows."""
        with self.blocker.unblock(), connection.cursor() as cursor:
            for table in connection.introspection.django_table_names(only_existing=True):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                if rows := cursor.fetchall():
                    self.tables[table] = ([column[0] for column in cursor.description], rows)

    def restore(self) -> None:
        """Empty every table and put the rows back."""
        quote = connection.ops.quote_name
        with self.blocker.unblock():
            call_command(
                "flush",
                verbosity=0,
                interactive=False,
                reset_sequences=False,
                allow_cascade=True,
                inhibit_post_migrate=True,
            )
            with transaction.atomic(), connection.cursor() as cursor:
                for table, (columns, rows) in self.tables.items():
                    names = ", ".join(map(quote, columns))
                    places = ", ".join(["%s"] * len(columns))
                    cursor.executemany(
                        f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", rows
                    )
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()


MIGRATED: pytest.StashKey[Migrated] = pytest.StashKey()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest
) -> None:
    """Remember what stands in the database before the first test."""
    migrated = request.config.stash[MIGRATED] = Migrated(django_db_blocker)
    migrated.remember()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Put back what the migrations created, after a test that emptied the whole database.

    A test with real transactions, as every browser test is, ends by emptying each table, and with
    them Wagtail's root page, the locales and the groups, which the next test counts on.
    """
    yield
    marker = item.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server", "django_db_reset_sequences"}
    is_transactional = (marker and marker.kwargs.get("transaction")) or fixtures & set(
        getattr(item, "fixturenames", ())
    )
    migrated = item.config.stash.get(MIGRATED, None)
    # After the last test there is no database any more.
    if is_transactional and migrated and nextitem:
        migrated.restore()


@pytest.fixture(scope="session")
def base_url() -> None:
    """No address in common: each browser test asks its own ``live_server`` for one."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the installed Chromium, or Playwright's own where there is none."""
    arguments = {**browser_type_launch_args, "args": browser.FLAGS}
    if path := browser.executable():
        arguments["executable_path"] = path
    return arguments


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Speak Swedish and live in Stockholm, as the demo's visitors do."""
    return {**browser_context_args, "locale": "sv-SE", "timezone_id": "Europe/Stockholm"}


@pytest.fixture
def project_root() -> Path:
    """The folder that the project stands in."""
    return Path(__file__).resolve().parents[1]
