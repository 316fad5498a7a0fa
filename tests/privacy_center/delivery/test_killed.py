"""A worker that is really killed: no half file is offered, and the next one frees the space."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from privacy_center.access import choose
from privacy_center.audit import Actor
from privacy_center.delivery import PreparedPackage
from privacy_center.delivery.people import seal
from tests.testapp.factories import member, person

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[3]


def address_of_database(folder: Path) -> str:
    """The database of this test for another process; one in memory is copied to a file."""
    own = connection.settings_dict
    if connection.vendor == "postgresql":
        who = f"{quote(own['USER'])}:{quote(own['PASSWORD'])}".rstrip(":")
        host, port = own["HOST"] or "127.0.0.1", own["PORT"] or 5432
        return f"postgres://{who}@{host}:{port}/{own['NAME']}"
    path = folder / "copy.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    return f"sqlite:///{path}"


@pytest.mark.parametrize(("when", "left"), [("read", 0), ("store", 1)])
def test_what_a_killed_worker_leaves_is_nobodys_and_goes(
    tmp_path: Path, when: str, left: int
) -> None:
    anna = person("anna@example.com")
    member(anna, name="Anna Ek")
    selection = choose()
    package = PreparedPackage.objects.create(
        subject=anna.pseudonym,
        user=anna.user,
        sealed_address=seal(anna),
        language="en",
        activities=selection.activities,
        actor_kind=Actor.person(anna.pseudonym).kind,
        actor_id=anna.pseudonym,
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.privacy_center.delivery.worker",
            str(package.pk),
            str(tmp_path),
            when,
        ],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address_of_database(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["killed_by"] == signal.SIGKILL, done.stderr
    assert found["after_death"] == {"offered": False, "files": left, "whole": not left}
    assert found["taken_up"] == ["ready"]
    assert found["at_the_end"] == {"offered": True, "files": 1, "whole": True}
