"""The files that records hold: their place in the package, and their bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from ..sources import PersonalData
from ..sources.named_files import NamedFile

PIECE = 64 * 1024
_UNSAFE = re.compile(r"[^\w.@ ()\[\]+=,~-]+")
_LONGEST = 120


@dataclass(frozen=True)
class HeldFile:
    """A file of a record. ``stored`` is its name in the storage, ``path`` its place in the zip."""

    path: str
    storage: Any
    stored: str


def held_file(source: PersonalData, record: Any, field: str) -> HeldFile | None:
    """The file in ``field`` of ``record``, or None where there is none."""
    value = getattr(record, field)
    if not value:
        return None
    folder = f"files/{source.name}/{_safe(str(record.pk))}/{field}"
    name = _safe(PurePosixPath(value.name.replace("\\", "/")).name)
    return HeldFile(f"{folder}/{name}", value.storage, value.name)


def named_file(source: PersonalData, record: Any, named: NamedFile) -> HeldFile:
    """A file that the record names otherwise than by a file field."""
    folder = f"files/{source.name}/{_safe(str(record.pk))}/{_safe(named.field)}"
    name = _safe(PurePosixPath(named.stored.replace("\\", "/")).name)
    return HeldFile(f"{folder}/{name}", named.storage, named.stored)


def open_file(held: HeldFile) -> Any:
    """The file, open for reading; None where the storage has lost it."""
    try:
        return held.storage.open(held.stored, "rb")
    except FileNotFoundError:
        return None


def pieces(opened: Any) -> Iterator[bytes]:
    """The bytes of an open file, which is closed after the last."""
    with opened:
        while piece := opened.read(PIECE):
            yield piece


def _safe(name: str) -> str:
    """A name that every system takes and that leads nowhere else."""
    safe = _UNSAFE.sub("_", name).strip(" .")
    stem, dot, suffix = safe.rpartition(".")
    if len(safe) > _LONGEST and dot:
        safe = f"{stem[: _LONGEST - len(suffix) - 1]}.{suffix}"
    return safe[-_LONGEST:] or "_"
