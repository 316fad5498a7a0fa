from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from privacy_center.audit import record

pytestmark = pytest.mark.django_db


def run(**options: str) -> tuple[str, CommandError | None]:
    out = StringIO()
    try:
        call_command("privacy_verify", stdout=out, **options)
    except CommandError as error:
        return out.getvalue(), error
    return out.getvalue(), None


def alter(seq: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE privacy_center_auditentry SET action = 'x' WHERE seq = %s", [seq])


def test_a_trail_that_holds() -> None:
    entry = record("export", actor=None)
    out, error = run()
    assert error is None
    assert "1 entries" in out
    assert entry.hash in out


def test_a_broken_trail_names_the_first_entry_and_ends_with_1() -> None:
    for _number in range(3):
        record("export", actor=None)
    alter(2)
    out, error = run()
    assert out == ""
    assert error is not None
    assert error.returncode == 1
    assert "entry 2" in str(error)


def test_the_report_as_json() -> None:
    entry = record("export", actor=None)
    out, _ = run(format="json")
    assert json.loads(out) == {
        "schema": "privacy-center/audit/1",
        "intact": True,
        "entries": 1,
        "head": entry.hash,
        "first_broken": None,
    }
    alter(1)
    out, error = run(format="json")
    report = json.loads(out)
    assert report["intact"] is False
    assert report["first_broken"]["seq"] == 1
    assert error is not None
