"""What every test shares: a clean cache, files of its own, and the browser's options."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import translation
from wagtail.models import Site

from cookies.declarations.snapshot import forget as forget_declarations
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


@pytest.fixture(autouse=True)
def _clean_process() -> Iterator[None]:
    """Forget rate limits and caches of the test before, and the language that it spoke."""
    cache.clear()
    forget_declarations()
    yield
    cache.clear()
    translation.deactivate()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Put back what the migrations created, after a test that emptied the whole database.

    A test with real transactions, as every browser test is, ends by emptying each table, and with
    them Wagtail's root page, the locales and the groups, which the next test counts on.
    """
    yield
    marker = item.get_closest_marker("django_db")
    fixtures = set(getattr(item, "fixturenames", ()))
    if not (
        fixtures & {"transactional_db", "live_server", "django_db_reset_sequences"}
        or (marker and marker.kwargs.get("transaction"))
    ):
        return
    blocker = item.config.stash.get(_BLOCKER, None)
    if blocker is None:
        return
    with blocker.unblock():
        call_command(
            "flush",
            verbosity=0,
            interactive=False,
            reset_sequences=False,
            allow_cascade=True,
            inhibit_post_migrate=True,
        )
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()
        cache.clear()


_BLOCKER: pytest.StashKey[Any] = pytest.StashKey()


@pytest.fixture(scope="session", autouse=True)
def _remember_blocker(request: pytest.FixtureRequest, django_db_blocker: Any) -> None:
    request.config.stash[_BLOCKER] = django_db_blocker


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
