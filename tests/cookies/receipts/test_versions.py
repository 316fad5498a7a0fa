"""The words of a banner are kept when it is made, and no page fails for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cookies.banner import banner
from cookies.declarations import snapshot
from cookies.models import BannerVersion, ConsentReceipt, GroupText

from ..factories import group, policy_page

pytestmark = pytest.mark.django_db
OWN = {"sec-fetch-site": "same-origin", "accept": "application/json"}


@pytest.fixture(autouse=True)
def _declared() -> None:
    group("analytics", "_an")


def chosen_on(version: str) -> str:
    """The banner that the receipt of a choice names."""
    fields = {"decision": "accept-all", "banner": version, "lang": "en"}
    assert Client().post("/cookies/", fields, headers=OWN).status_code == 200
    return ConsentReceipt.objects.latest("pk").banner


@contextmanager
def reading_only() -> Iterator[None]:
    """A database that takes nothing."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
            try:
                yield
            finally:
                cursor.execute("PRAGMA query_only = OFF")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            yield
            transaction.set_rollback(True)


def test_a_banner_that_only_a_cache_still_shows_has_its_words() -> None:
    with translation.override("en"):
        old = banner().version
    GroupText.objects.update(description="Other words.")
    snapshot.forget()
    assert chosen_on(old) == old
    assert "What analytics is for." in BannerVersion.objects.get(version=old).first_layer


def test_a_page_view_stores_a_version_once() -> None:
    url = policy_page().url
    client = Client()
    client.get(url)
    kept = BannerVersion.objects.get()
    assert kept.host == "localhost"
    snapshot.forget()
    client.get(url)
    assert BannerVersion.objects.get() == kept


@pytest.mark.django_db(transaction=True)
def test_a_process_looks_for_a_version_once() -> None:
    for looks in (True, False):
        snapshot.memory().read_at -= 61
        with CaptureQueriesContext(connection) as asked:
            banner()
        assert asked.captured_queries
        table = BannerVersion._meta.db_table
        assert any(table in query["sql"] for query in asked.captured_queries) is looks


def test_where_nothing_can_be_stored_the_page_is_shown_and_the_choice_stores_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with translation.override("en"), reading_only():
        made = banner()
        assert "cookie-banner" in made.html
        assert not BannerVersion.objects.exists()
    assert "could not be stored" in caplog.text
    assert chosen_on(made.version) == made.version
    assert BannerVersion.objects.filter(version=made.version).exists()
