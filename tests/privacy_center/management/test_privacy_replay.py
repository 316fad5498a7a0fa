"""``privacy_replay`` from outside: arguments, exit codes, formats."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from privacy_center.consent import may_market_to, object_to_marketing
from privacy_center.consent.models import MarketingObjection
from privacy_center.ledger.models import LedgerMark
from privacy_center.subjects import Subject
from tests.privacy_center.consent.factories import how

pytestmark = pytest.mark.django_db

GUEST = Subject.of(None, ["guest@example.com"])


@pytest.fixture
def url(settings: Any, tmp_path: Path) -> str:
    """A ledger that knows of an objection; the database has forgotten it."""
    address = f"file://{tmp_path}/ledger"
    settings.PRIVACY_CENTER = {"LEDGER_URL": address, "LEDGER_KEYS": ["first"]}
    object_to_marketing(GUEST, **how(GUEST))
    MarketingObjection.objects.all().delete()
    LedgerMark.objects.all().delete()
    return address


def run(url: str, *arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("privacy_replay", "--ledger", url, *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_carries_out_what_the_database_has_not_seen(url: str) -> None:
    out, _err = run(url)
    assert "1 entries, 0 seen before: complete" in out
    assert "objection: done" in out
    assert not may_market_to("guest@example.com")


def test_json_stands_alone_and_names_nobody(url: str) -> None:
    out, _err = run(url, "--format", "json")
    report = json.loads(out)
    assert report["schema"] == "privacy-center/replay/1"
    assert [step["outcome"] for step in report["steps"]] == ["done"]
    assert "guest" not in out
    assert GUEST.pseudonym not in out


def test_a_dry_run_changes_nothing(url: str) -> None:
    out, _err = run(url, "--dry-run")
    assert "objection: planned" in out
    assert may_market_to("guest@example.com")


def test_a_torn_line_is_told_and_no_failure(url: str, tmp_path: Path) -> None:
    with (tmp_path / "ledger").open("a") as file:
        file.write('{"v":1,"id":"abc')
    _out, err = run(url)
    assert err.strip() == "Line 2 of the ledger is torn: its deed was not done."


def test_an_altered_line_fails_once_the_rest_is_done(url: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    path.write_text(path.read_text() + path.read_text().replace("objection", "erasure"))
    with pytest.raises(CommandError, match=r"damaged at 2 places, first at line 2"):
        run(url)
    assert not may_market_to("guest@example.com")


def test_a_ledger_that_is_not_there_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no ledger"):
        run(f"file://{tmp_path}/other")
    with pytest.raises(CommandError, match="There is no ledger"):
        run(f"file://{tmp_path}")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--ledger", ""],
        ["--ledger", "nowhere"],
        ["--ledger", "memory://x", "--since", "yesterday"],
    ],
)
def test_bad_arguments_are_exit_2(arguments: list[str]) -> None:
    with pytest.raises((SystemExit, CommandError)):
        call_command("privacy_replay", *arguments)


def test_a_time_may_be_a_day_or_name_its_zone(url: str) -> None:
    assert "0 entries" in run(url, "--since", "2999-01-01")[0]
    assert "1 entries" in run(url, "--since", "2020-01-01T12:00:00+02:00")[0]
