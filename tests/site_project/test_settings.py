"""A server starts whole or says what it lacks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "site_project.settings.production",
    "SECRET_KEY": "a-long-random-text-of-more-than-fifty-signs-0123456789-abcdef",
    "ALLOWED_HOSTS": "www.example.com,example.com",
    "DATABASE_URL": "sqlite:////nowhere/site.sqlite3",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.com:587",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}
REQUIRED = sorted(set(COMPLETE) - {"DJANGO_SETTINGS_MODULE"})


def manage(root: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("missing", REQUIRED)
@pytest.mark.parametrize("absent", [True, False], ids=["unset", "empty"])
def test_production_names_what_is_missing(project_root: Path, missing: str, absent: bool) -> None:
    variables = {**COMPLETE, missing: "  "}
    if absent:
        del variables[missing]
    run = manage(project_root, "check", **variables)
    assert run.returncode != 0
    assert f"{missing} is not set" in run.stderr
    assert not [name for name in REQUIRED if name != missing and f"{name} is not set" in run.stderr]


@pytest.mark.parametrize(
    ("name", "value"), [("DATABASE_URL", "my-database"), ("TASKS", "carrier-pigeon")]
)
def test_a_value_that_is_not_understood_is_named(project_root: Path, name: str, value: str) -> None:
    run = manage(project_root, "check", **{**COMPLETE, name: value})
    assert run.returncode != 0
    assert f"ImproperlyConfigured: {name}" in run.stderr


def test_production_passes_the_deployment_checks(project_root: Path, tmp_path: Path) -> None:
    ledger = {
        "PRIVACY_LEDGER_URL": f"file://{tmp_path / 'ledger.jsonl'}",
        "PRIVACY_LEDGER_KEYS": "a-key,an-older-key",
    }
    run = manage(project_root, "check", "--deploy", "--fail-level", "WARNING", **COMPLETE, **ledger)
    assert run.returncode == 0, run.stderr


def test_production_is_warned_where_a_backup_would_bring_people_back(project_root: Path) -> None:
    run = manage(project_root, "check", "--deploy", **COMPLETE)
    assert "privacy_center.W030" in run.stderr


def test_production_asks_staff_for_a_second_factor_and_holds_no_demo(project_root: Path) -> None:
    code = (
        "from django.conf import settings as s;"
        "print(s.STAFF_MFA_REQUIRED, s.DEMO, s.DEBUG, s.SITE_URL, s.EMAIL_HOST, s.EMAIL_USE_TLS,"
        " s.CACHES['default']['LOCATION'])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project_root,
        env={"PATH": os.environ["PATH"], **COMPLETE},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == [
        "True",
        "False",
        "False",
        "https://www.example.com",
        "mail.example.com",
        "True",
        "redis://127.0.0.1:6379/0",
    ]


def test_every_variable_is_in_the_example(project_root: Path) -> None:
    read = set()
    for path in (project_root / "site_project").rglob("*.py"):
        read |= set(re.findall(r'\benv(?:\.\w+)?\(\s*"([A-Z_]+)"', path.read_text()))
    read |= set(REQUIRED) | {"DJANGO_SETTINGS_MODULE", "PORT", "CHROMIUM"}
    example = (project_root / ".env.example").read_text()
    assert set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == read
