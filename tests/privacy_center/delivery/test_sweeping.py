"""What the command takes up, and what it says."""

from __future__ import annotations

import datetime as dt
import json
import os
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from privacy_center.delivery import PackageState, PreparedPackage, clear

pytestmark = pytest.mark.django_db


def test_the_command_makes_what_waits_and_removes_what_is_past(
    anna: Any, prepared: Any, capsys: Any
) -> None:
    package = prepared(anna)
    PreparedPackage.objects.update(state=PackageState.WORKING)
    call_command("privacy_sweep", format="json")
    told = json.loads(capsys.readouterr().out)
    assert told["packages"] == [{"reference": str(package.pk)[:8].upper(), "state": "ready"}]
    PreparedPackage.objects.update(expires_at=timezone.now())
    call_command("privacy_sweep")
    assert "1 packages past their time removed." in capsys.readouterr().out
    call_command("privacy_sweep")
    assert "Nothing to take up." in capsys.readouterr().out


def test_a_package_that_fails_is_exit_1(anna: Any, prepared: Any, monkeypatch: Any) -> None:
    prepared(anna)
    PreparedPackage.objects.update(state=PackageState.WAITING)

    def refuse(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("privacy_center.delivery.making._store", refuse)
    with pytest.raises(CommandError, match="Still unfinished"):
        call_command("privacy_sweep")


def test_a_file_that_no_row_names_goes_once_no_worker_can_be_at_it(
    anna: Any, prepared: Any, folder: Any
) -> None:
    kept = folder / prepared(anna).file.name
    stray, others = folder / f"{'0' * 32}.zip", folder / "somebody-elses.txt"
    for path in (stray, others):
        path.write_bytes(b"x")
    assert clear() == 0
    long_ago = (timezone.now() - dt.timedelta(hours=1)).timestamp()
    for path in (stray, others, kept):
        os.utime(path, (long_ago, long_ago))
    assert clear() == 1
    assert sorted(folder.iterdir()) == sorted([kept, others])
