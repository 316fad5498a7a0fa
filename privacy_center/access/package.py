"""The export package: one pass over the records, written as a ZIP while read (Art. 15, 20)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from typing import Any
from zipfile import ZIP_DEFLATED

from django.db import transaction
from zipstream import ZipStream

from ..audit import Actor, record
from ..signals import data_exported
from ..subjects import Subject
from .contents import Contents
from .files import open_file, pieces

SCHEMA = "privacy-center/export/1"
MANIFEST_SCHEMA = "privacy-center/manifest/1"
#: Personal records compress well at once; more effort buys little and costs the person time.
COMPRESSION_LEVEL = 3


def write_package(
    subject: Subject,
    *,
    actor: Actor | None,
    language: str,
    activities: Collection[str] | None = None,
) -> Iterator[bytes]:
    """The package about ``subject`` as a ZIP, piece by piece, in bounded memory.

    ``language`` is that of titles and of the report. ``activities`` limits it to the records of
    these slugs; None is everything (Art. 15). Nothing is read before the first piece is asked for.

    The audit trail knows of it before the first byte leaves; the signal ``data_exported`` is sent
    when the last one has been made. What raises in between leaves an unfinished archive that no
    program opens: write to a temporary name where it must not be seen.
    """
    chosen = None if activities is None else sorted(set(activities))
    record(
        "data_exported", actor=actor, subject=subject.pseudonym, activities=chosen, schema=SCHEMA
    )
    with ExitStack() as spools:
        yield from _archive(Contents(subject, language, chosen, spools))
    with transaction.atomic():
        data_exported.send_on_commit(
            sender=Contents, subject=subject, actor=actor, activities=chosen
        )


def _archive(contents: Contents) -> Iterator[bytes]:
    archive = ZipStream(compress_type=ZIP_DEFLATED, compress_level=COMPRESSION_LEVEL)
    members: list[dict[str, Any]] = []

    def add(path: str, content: Iterable[bytes]) -> Iterator[bytes]:
        archive.add(_hashed(path, content, members), path)
        return archive.all_files()

    yield from add("data.json", contents.data_json(SCHEMA))
    for path, segment in contents.csv_files:
        yield from add(path, contents.csv.read(segment))
    for held in contents.files:
        opened = open_file(held)
        if opened is None:
            contents.missing_files.append(held.path)
        else:
            yield from add(held.path, pieces(opened))
    yield from add("report.html", contents.report())
    archive.add(_manifest(members, contents.missing_files), "manifest.json")
    yield from archive.finalize()


def _hashed(path: str, content: Iterable[bytes], members: list[dict[str, Any]]) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    for piece in content:
        digest.update(piece)
        size += len(piece)
        yield piece
    members.append({"path": path, "bytes": size, "sha256": digest.hexdigest()})


def _manifest(members: list[dict[str, Any]], missing: list[str]) -> bytes:
    """What the package holds; ``missing`` names files whose bytes the storage no longer has."""
    manifest: dict[str, Any] = {"schema": MANIFEST_SCHEMA, "members": members}
    if missing:
        manifest["missing"] = missing
    return json.dumps(manifest, indent=2, ensure_ascii=False).encode()
