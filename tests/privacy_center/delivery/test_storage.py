"""Where packages wait: nowhere that an address leads to, and the checks say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.test import override_settings

from privacy_center.checks import check_package_storage
from privacy_center.delivery.models import PreparedPackage
from privacy_center.delivery.storage import PrivateStorage, package_storage, private_folder

REST = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DISK = "django.core.files.storage.FileSystemStorage"


class Bucket(FileSystemStorage):
    """An object store, by its settings alone."""

    base_url = None  # type: ignore[assignment]
    querystring_auth = False


def found(options: dict[str, Any], backend: str = DISK) -> list[str]:
    storages = {"default": {"BACKEND": DISK}, "packages": {"BACKEND": backend, "OPTIONS": options}}
    with override_settings(
        STORAGES={**REST, **storages}, PRIVACY_CENTER={"PACKAGE_STORAGE": "packages"}
    ):
        return [str(message.id) for message in check_package_storage()]


def test_the_default_is_private_and_beside_the_media(folder: Path, tmp_path: Path) -> None:
    assert private_folder() == tmp_path / "privacy_packages"
    assert isinstance(package_storage(), PrivateStorage)
    assert check_package_storage() == []


def test_what_anybody_could_fetch_is_refused(tmp_path: Path) -> None:
    private = "privacy_center.private_storage.PrivateStorage"
    assert found({"location": tmp_path / "elsewhere"}, private) == []
    assert found({"location": tmp_path / "media" / "packages"}, private) == ["privacy_center.E041"]
    assert found({"location": tmp_path / "elsewhere"}) == ["privacy_center.E041"]
    assert found({"location": tmp_path}, f"{__name__}.Bucket") == ["privacy_center.E041"]


def test_a_storage_that_is_not_there_is_named() -> None:
    with override_settings(PRIVACY_CENTER={"PACKAGE_STORAGE": "nowhere"}):
        (message,) = check_package_storage()
    assert message.id == "privacy_center.E040"
    assert "nowhere" in message.msg


def test_no_file_has_an_address() -> None:
    package = PreparedPackage(file="a.zip")
    with pytest.raises(NotImplementedError):
        package.file.url  # noqa: B018
    with pytest.raises(ValueError, match="not accessible"):
        PrivateStorage("/tmp").url("a.zip")
