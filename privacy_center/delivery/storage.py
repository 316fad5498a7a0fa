"""Where finished packages wait: a storage that no address leads to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings as django_settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.deconstruct import deconstructible

from ..conf import settings

#: The folder beside ``MEDIA_ROOT``, where the site names no storage.
FOLDER = "privacy_packages"


class PrivateStorage(FileSystemStorage):
    """Files on disk that the server's own user alone may read, and that have no address."""

    def __init__(self, location: Any = None) -> None:
        super().__init__(
            location=location, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )

    @property
    def base_url(self) -> None:  # type: ignore[override]
        """None: the base class would fall back to ``MEDIA_URL``."""
        return None


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


def why_public(storage: Storage) -> str:
    """Why what lies in ``storage`` can be fetched by anybody; empty where nothing says so.

    Knows Django's own storages, and the settings of django-storages for object stores.
    """
    if getattr(storage, "base_url", None):
        return "it has a public address (base_url)"
    if getattr(storage, "custom_domain", None):
        return "it has a public domain (custom_domain)"
    if getattr(storage, "querystring_auth", True) is False:
        return "its addresses are not signed (querystring_auth)"
    if str(getattr(storage, "default_acl", None) or "").startswith("public"):
        return "everybody may read it (default_acl)"
    if not isinstance(storage, FileSystemStorage):
        return ""
    place = Path(storage.location).resolve()
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        served = getattr(django_settings, name, None)
        if served and place.is_relative_to(Path(served).resolve()):
            return f"it lies in {name}, which is served"
    return ""
