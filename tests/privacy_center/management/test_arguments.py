"""Arguments that the commands share."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from privacy_center.management.arguments import address, day

NOBODY = r"^Nobody is known by that e-mail\.$"


def test_a_day_is_written_in_one_way() -> None:
    assert day("2026-01-01") == dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "20260101",
        "2026-W01-1",
        "2026-1-1",
        "2026-02-30",
        " 2026-01-01",
        "2026-01-01\n",
        "٢٠٢٦-01-01",
    ],
)
def test_any_other_day_is_a_bad_argument(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="YYYY-MM-DD"):
        day(text)


@pytest.mark.parametrize("text", ["", "anna", "anna@", "@example.com", " @ "])
def test_what_is_no_address_is_a_bad_argument(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="not an e-mail address"):
        address(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "options"), [("privacy_erase", {}), ("privacy_export", {"output": "-"})]
)
def test_both_commands_say_in_the_same_words_that_nobody_is_known(
    command: str, options: dict[str, Any]
) -> None:
    with pytest.raises(CommandError, match=NOBODY) as raised:
        call_command(command, email="nobody@example.com", **options)
    assert raised.value.returncode == 1


@pytest.mark.django_db
@pytest.mark.parametrize("in_allauth", [True, False])
def test_an_account_with_an_unconfirmed_address_is_told_and_not_matched(in_allauth: bool) -> None:
    user = get_user_model().objects.create_user("kim", "kim@example.com", "x")
    if in_allauth:
        EmailAddress.objects.create(user=user, email="Kim@example.com", verified=False)
    with pytest.raises(CommandError, match="nobody has confirmed") as raised:
        call_command("privacy_erase", email="KIM@example.com", dry_run=True)
    assert "\n" not in str(raised.value)
    assert raised.value.returncode == 1
    EmailAddress.objects.update_or_create(
        user=user, email="kim@example.com", defaults={"verified": True}
    )
    call_command("privacy_erase", email="kim@example.com", dry_run=True, stdout=StringIO())


@pytest.mark.parametrize(
    "arguments",
    [
        ["privacy_erase"],
        ["privacy_erase", "--email", "anna"],
        ["privacy_retention", "--as-of", "20260101"],
    ],
)
def test_bad_arguments_are_exit_2_with_a_reason(arguments: list[str], project_root: Path) -> None:
    done = subprocess.run(
        [sys.executable, project_root / "manage.py", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "site_project.settings.test"},
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr
