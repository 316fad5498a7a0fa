"""The command ``privacy_records``."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from privacy_center.activities.models import DataCategory, ProcessingActivity
from privacy_center.audit.models import AuditEntry
from privacy_center.checks import check_processing_records
from privacy_center.sources import registry
from tests.privacy_center.policy.factories import locales, make_controller, make_support

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("privacy_records", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def named_by_sites() -> set[str]:
    """The activities and categories that a site's own code names: no starting text knows them."""
    own = [s for s in registry.sources() if s.model._meta.app_label in ("home", "testapp")]
    wholes = (source for source in own if not source.part_of)
    return {slug for source in wholes for slug in source.activities()} | {
        category for source in own for category in source.fields.values()
    }


def test_a_new_site_is_complete_after_the_starter() -> None:
    locales()
    assert check_processing_records(["default"])
    _out, err = run("--starter")
    missing = {message.msg.split("'")[1] for message in check_processing_records(["default"])}
    assert missing <= named_by_sites()
    # What the demo's own code names besides, no starting text can know.
    assert "course-trials" in err


def test_the_starter_says_what_it_did_and_repeats_nothing() -> None:
    locales()
    out, _err = run("--starter")
    assert "activity account: published" in out
    assert "activity membership: a draft to edit" in out
    count = ProcessingActivity.objects.count(), DataCategory.objects.count()
    out, _err = run("--starter")
    assert "activity account: was there already, left alone" in out.splitlines()
    assert count == (ProcessingActivity.objects.count(), DataCategory.objects.count())


def test_json_goes_to_stdout_alone() -> None:
    make_controller()
    make_support()
    out, err = run("--format", "json", "--language", "en")
    assert json.loads(out)["schema"] == "privacy-center/records/1"
    assert not err
    assert AuditEntry.objects.filter(action="records_exported").count() == 1


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    make_support()
    target = tmp_path / "records.xlsx"
    _out, err = run("--format", "xlsx", "--output", str(target))
    assert target.read_bytes()[:2] == b"PK"
    assert "bytes written" in err


def test_a_file_that_cannot_be_written_fails(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Could not write"):
        run("--format", "html", "--output", str(tmp_path / "no" / "records.html"))


def test_another_site_is_refused() -> None:
    with pytest.raises(CommandError, match=r"nowhere\.example"):
        run("--site", "nowhere.example")


@pytest.mark.parametrize("arguments", [("--format", "pdf"), ("--language", "xx")])
def test_bad_arguments(arguments: Any) -> None:
    with pytest.raises(CommandError):
        run(*arguments)
