"""People in front of the privacy centre."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from privacy_center.subjects import Subject
from tests.privacy_center.policy.factories import make_activity, make_bookkeeping
from tests.testapp.factories import person

PASSWORD = "secret-hash"

#: Every page of somebody who is signed in that takes no argument.
PAGES = (
    "home",
    "data",
    "timeline",
    "search",
    "download",
    "consents",
    "erasure",
    "erasure_confirm",
    "requests",
    "proof",
)


def sign_in(subject: Subject, *, proved: bool = False, **options: Any) -> Client:
    """A browser in which the person is signed in; ``proved``: who has just given the password."""
    browser = Client(HTTP_ACCEPT_LANGUAGE="en", **options)
    browser.force_login(subject.user)
    if proved:
        browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def address(name: str, *args: Any) -> str:
    return reverse(f"privacy_center:{name}", args=args)


def site() -> None:
    """The processing records that the built-in sources and the newsletter rest on."""
    make_activity("account", legal_basis="contract")
    make_activity("security")
    make_activity("newsletter", legal_basis="consent", direct_marketing=True)
    make_activity("course-trials", legal_basis="consent")
    for slug in ("consent-proof", "rights-requests"):
        make_activity(slug, legal_basis="legal_obligation", legal_reference="GDPR Art. 5(2)")


def everything(*but: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, to see what an action has changed; without tables ``but``."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(("sqlite_", *but)):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                rows[table] = sorted(cursor.fetchall(), key=repr)
    return rows


__all__ = ["PAGES", "PASSWORD", "address", "everything", "make_bookkeeping", "person", "sign_in"]
