"""The scanner in a real browser: it finds what was planted, and nothing where nothing is."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from cookies.declarations.declare import CookieSpec, GroupSpec, declare
from cookies.declarations.group import DeclaredGroup
from cookies.declarations.starter import declare_starter
from cookies.declarations.terms import Unit
from cookies.models import ConsentReceipt, ScanRun
from tests import browser

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _declared(settings: Any) -> None:
    settings.PRIVACY_COOKIES = {"CHROMIUM": browser.executable(), "CHROMIUM_ARGS": browser.FLAGS}
    declare_starter()
    declare(
        [
            GroupSpec(
                "analytics",
                "Statistics",
                "Counts.",
                (
                    CookieSpec("_an_*", "Counts.", (30, Unit.DAYS)),
                    CookieSpec("_stay", "Counts."),
                ),
            )
        ]
    )


def scan(url: str) -> dict[str, Any]:
    out = StringIO()
    try:
        call_command("cookies_scan", base_url=url, format="json", stdout=out, stderr=StringIO())
    except CommandError as error:
        assert "findings" in str(error)  # noqa: PT017 (the report is what the tests look at)
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


def test_each_planted_fault_is_found(live_server: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.e2e.scan_site"
    DeclaredGroup.objects.update(is_deletable=False)
    report = scan(live_server.url)
    found = {(each["problem"], each["kind"], each["name"]) for each in report["findings"]}
    assert {
        ("undeclared", "cookie", "planted_undeclared"),
        ("early", "cookie", "_an_early"),
        ("undeclared", "pixel", "http://pixel.example.com/p.gif"),
        ("undeclared", "local_storage", "planted_key"),
        ("outlived", "cookie", "_an_long"),
        ("left behind", "cookie", "_stay"),
    } <= found
    assert not [each for each in found if each[2] in ("cookie_choice", "sessionid")]
    assert [page.partition(live_server.url)[2] for page in report["pages"]] == [
        "/",
        "/clean/",
        "/planted/",
    ]
    kept = ScanRun.objects.get()
    assert (kept.state, kept.pages, len(kept.findings)) == ("done", 3, len(report["findings"]))


def test_what_is_hard_to_see_is_seen(live_server: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.e2e.hard_site"
    DeclaredGroup.objects.update(is_deletable=False)
    report = scan(live_server.url)
    found = {(each["problem"], each["kind"], each["name"]) for each in report["findings"]}
    assert {
        ("undeclared", "pixel", "http://lazy.example.com/p.gif"),
        ("undeclared", "cookie", "planted_late"),
        ("undeclared", "request", "ws://socket.example.com/feed"),
        ("early", "pixel", "http://afterwards.example.com/x.gif"),
        ("not seen", "page", "/broken/"),
    } <= found
    assert {each for each in found if each[0] == "not seen"} == {("not seen", "page", "/broken/")}
    assert not ConsentReceipt.objects.exists()
    assert "cookies_scan" not in {each[2] for each in found}


def test_a_scan_that_leaves_pages_out_says_so(live_server: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.e2e.clean_site"
    out, err = StringIO(), StringIO()
    call_command(
        "cookies_scan", base_url=live_server.url, limit=1, format="json", stdout=out, stderr=err
    )
    report = json.loads(out.getvalue())
    assert (len(report["pages"]), report["more_pages"]) == (1, True)
    assert "--limit" in err.getvalue()
    assert ScanRun.objects.get().error


def test_a_clean_site_has_no_findings(live_server: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.e2e.clean_site"
    assert scan(live_server.url)["findings"] == []


def test_a_site_that_does_not_answer_is_an_error_and_is_kept() -> None:
    with translation.override("en"), pytest.raises(CommandError, match="does not answer"):
        call_command("cookies_scan", base_url="http://127.0.0.1:9", stderr=StringIO())
    assert ScanRun.objects.get().state == "failed"
