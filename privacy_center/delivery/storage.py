"""Where finished packages wait: a storage that no address leads to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings as django_settings
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.utils.deconstruct import deconstructible

from ..conf import settings
from ..private_storage import PrivateStorage

__all__ = ["PackageStorage", "PrivateStorage", "package_storage", "private_folder"]

#: The folder beside ``MEDIA_ROOT``, where the site names no storage.
FOLDER = "privacy_packages"


@deconstructible
class PackageStorage(Storage):
    """The storage of the settings, looked up whenever it is used, for the model's field."""

    def open(self, name: str, mode: str = "rb") -> File:
        """Open a file."""
        return package_storage().open(name, mode)

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Store a file, and say under which name."""
        return package_storage().save(name, content, max_length)

    def delete(self, name: str) -> None:
        """Delete a file; nothing where there is none."""
        package_storage().delete(name)

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return package_storage().exists(name)

    def url(self, name: str | None) -> str:
        """No address leads to a package."""
        raise NotImplementedError("Packages are fetched through the privacy centre alone.")


def package_storage() -> Storage:
    """The storage of ``PACKAGE_STORAGE``, an alias of ``STORAGES``; else the private folder."""
    alias = settings.PACKAGE_STORAGE
    return storages[alias] if alias else PrivateStorage(private_folder())


def private_folder() -> Path:
    """The folder of the default storage: beside ``MEDIA_ROOT``, never in it."""
    return Path(django_settings.MEDIA_ROOT).resolve().parent / FOLDER
