import os
import stat
import subprocess
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command

from privacy_center.audit.models import AuditEntry
from tests.testapp.factories import member, person
from tests.testapp.models import EventSignup

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    anna = person("anna@example.com")
    member(anna)
    return anna


def export(output, email="anna@example.com", **options):
    call_command("privacy_export", email=email, output=str(output), **options)


def test_it_writes_a_file_that_only_its_owner_reads(anna, tmp_path):
    target = tmp_path / "anna.zip"
    target.write_bytes(b"an earlier one")
    target.chmod(0o644)

    export(target, email=" Anna@Example.com")

    assert zipfile.ZipFile(target).testzip() is None
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]
    assert AuditEntry.objects.get(action="data_exported").actor == "command"


def test_it_writes_to_standard_output_alone(anna, capfdbinary, tmp_path):
    export("-")
    out, _err = capfdbinary.readouterr()
    path = tmp_path / "out.zip"
    path.write_bytes(out)
    assert "data.json" in zipfile.ZipFile(path).namelist()


def test_nobody_known_is_exit_1_and_writes_nothing(tmp_path):
    person("anna@example.com")
    with pytest.raises(CommandError, match="Nobody is known") as raised:
        export(tmp_path / "x.zip", email="ann@example.com")
    assert raised.value.returncode == 1
    assert list(tmp_path.iterdir()) == []
    assert not AuditEntry.objects.exists()


def test_a_guest_is_known_by_a_record(tmp_path):
    EventSignup.objects.create(email="guest@example.com", event="Picnic")
    export(tmp_path / "x.zip", email="guest@example.com")
    assert (tmp_path / "x.zip").exists()


def test_an_unverified_address_opens_nothing(tmp_path):
    from django.contrib.auth import get_user_model

    get_user_model().objects.create_user("mallory", "mallory@example.com")
    with pytest.raises(CommandError, match="Nobody is known"):
        export(tmp_path / "x.zip", email="mallory@example.com")


def test_a_folder_that_is_not_there_is_a_one_line_reason(anna, tmp_path):
    with pytest.raises(CommandError, match=r"^Could not write the package: .+\.$"):
        export(tmp_path / "no" / "x.zip")


def test_a_failure_leaves_the_earlier_file_and_no_part(anna, tmp_path, monkeypatch):
    target = tmp_path / "anna.zip"
    target.write_bytes(b"an earlier one")
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(CommandError, match="No space"):
        export(target)
    assert target.read_bytes() == b"an earlier one"
    assert list(tmp_path.iterdir()) == [target]


def _full(_handle):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "arguments",
    [[], ["--email", "a@b.se"], ["--output", "x.zip"], ["--email", "anna", "--output", "x.zip"]],
)
def test_bad_arguments_are_exit_2_with_a_reason(arguments, project_root, tmp_path):
    done = subprocess.run(
        [sys.executable, project_root / "manage.py", "privacy_export", *arguments],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "site_project.settings.test"},
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr
    assert list(tmp_path.iterdir()) == []
