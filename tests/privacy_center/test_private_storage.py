"""A private place has no address, and only its owner may read it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from privacy_center.private_storage import PrivateStorage, why_public


def test_what_lies_there_is_for_the_servers_own_user_alone(tmp_path: Path) -> None:
    storage = PrivateStorage(tmp_path)
    name = storage.save("a/b.txt", ContentFile("x"))
    assert stat.S_IMODE(Path(storage.path(name)).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    with pytest.raises(ValueError, match="not accessible"):
        storage.url(name)


def test_what_makes_a_place_public_is_said(tmp_path: Path) -> None:
    assert why_public(PrivateStorage(tmp_path)) == ""
    assert "base_url" in why_public(FileSystemStorage(tmp_path, base_url="/files/"))
