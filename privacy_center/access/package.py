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
from .contents import Contents, Teller
from .files import open_file, pieces
from .selection import Selection, choose

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
    portability: bool = False,
    masked: bool = False,
    progress: Teller | None = None,
) -> Iterator[bytes]:
    """The package about ``subject`` as a ZIP, piece by piece, in bounded memory.

    ``language`` is that of titles and of the report. ``activities`` limits it to the records of
    these slugs; None is everything (Art. 15). ``portability`` limits it to what the person provided
    under consent or contract (Art. 20). ``masked`` keeps back numbers that name the person, for
    somebody who has proved a mailbox alone. ``progress`` is told how many records have been read.

    Raises :class:`~.selection.BadChoice` at once for a choice that cannot be. No record is read
    before the first piece is asked for.

    The audit trail knows of it before the first byte leaves; the signal ``data_exported`` is sent
    when the last one has been made. What raises in between leaves an unfinished archive that no
    program opens: write to a temporary name where it must not be seen.
    """
    selection = choose(activities, portability=portability)
    return _written(subject, actor, language, selection, masked, progress)


def _written(
    subject: Subject,
    actor: Actor | None,
    language: str,
    selection: Selection,
    masked: bool,
    progress: Teller | None,
) -> Iterator[bytes]:
    chosen = None if selection.activities is None else list(selection.activities)
    record(
        "data_exported",
        actor=actor,
        subject=subject.pseudonym,
        activities=chosen,
        portability=selection.portability,
        schema=SCHEMA,
    )
    with ExitStack() as spools:
        contents = Contents(subject, language, selection, spools, masked=masked, progress=progress)
        yield from _archive(contents)
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
