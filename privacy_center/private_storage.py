"""A place for files that no address leads to, and what makes a place public."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage


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
        served = getattr(settings, name, None)
        if served and place.is_relative_to(Path(served).resolve()):
            return f"it lies in {name}, which is served"
    return ""
