"""Files that records hold: written down with the batch, deleted from storage after its commit."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import FileField, Model, QuerySet

from privacy_center.ledger.sealed import decrypt, encrypt
from privacy_center.sources import PersonalData
from privacy_center.sources.named_files import column_at, storage_at

from .models import ErasureRun, PendingFile

logger = logging.getLogger("privacy_center.erasure")

_PURPOSE = "pending-file"
_AT_ONCE = 500


class FilesRemain(Exception):
    """Files could not be deleted from storage; how many, never their names."""


def file_columns(model: type[Model], names: Iterable[str] | None = None) -> list[Any]:
    """The file columns of ``model``, or those of them with ``names``."""
    columns = [f for f in model._meta.concrete_fields if isinstance(f, FileField)]
    return columns if names is None else [f for f in columns if f.name in set(names)]


def holds_files(source: PersonalData) -> bool:
    """Whether records of ``source`` can have files, by a column or otherwise."""
    named = type(source).files is not PersonalData.files
    return named or bool(file_columns(source.model))


def forget_named_files(source: PersonalData, keys: Sequence[Any], run: ErasureRun | None) -> None:
    """Write down the files that the rows with ``keys`` name otherwise than by a file field.

    A row that holds such a file, as a Wagtail document does, goes in the same transaction. What a
    page shows meanwhile is the site's, and stays.
    """
    if type(source).files is PersonalData.files:
        return
    for _record, named in source.files(source.rows().filter(pk__in=keys)):
        if named.release():
            write_down(source.model, named.place(), [named.stored], run)


def forget_files(rows: QuerySet[Any], columns: Sequence[Any], run: ErasureRun | None) -> None:
    """Write down the files that ``rows`` name in ``columns``, in the batch's transaction.

    The row may be gone after the commit; what is written here still leads to the file.
    """
    for column in columns:
        names = rows.exclude(**{column.name: ""}).values_list(column.name, flat=True)
        write_down(rows.model, column.name, filter(None, names), run)


def write_down(
    model: type[Model], field: str, names: Iterable[str], run: ErasureRun | None
) -> None:
    """Let files go with the commit of the transaction that this is called in."""
    PendingFile.objects.bulk_create(
        [
            PendingFile(
                run=run,
                source=model._meta.label_lower,
                field=field,
                name=encrypt(name, purpose=_PURPOSE),
            )
            for name in dict.fromkeys(names)
        ],
        batch_size=_AT_ONCE,
    )


def delete_files(run: ErasureRun | None, source: str | None = None) -> int:
    """Delete from storage what is written down for ``run`` (None: for retention).

    To be called after the commit. Returns how many files stay: each keeps its row, with the kind
    of the error, and is tried again.
    """
    pending = PendingFile.objects.filter(run=run)
    if source is not None:
        pending = pending.filter(source=source)
    left, after = 0, 0
    while files := list(pending.filter(pk__gt=after).order_by("pk")[:_AT_ONCE]):
        after = files[-1].pk
        left += sum(not _deleted(file, name) for file, name in _with_names(files))
    return left


def _with_names(files: Sequence[PendingFile]) -> Iterator[tuple[PendingFile, str]]:
    """Each file with its name; empty where another row names the same file, and it must stay."""
    kinds = sorted({(file.source, file.field) for file in files})
    for source, field in kinds:
        ours = [file for file in files if (file.source, file.field) == (source, field)]
        names = [decrypt(file.name, purpose=_PURPOSE) for file in ours]
        shared = _shared(column_at(source, field), names)
        for file, name in zip(ours, names, strict=True):
            yield file, "" if name in shared else name


def _shared(column: Any, names: list[str]) -> set[str]:
    """Those of ``names`` that a row still has in ``column``."""
    if column is None:
        return set()
    rows = column.model._base_manager.filter(**{f"{column.name}__in": names})
    return set(rows.values_list(column.name, flat=True))


def _deleted(file: PendingFile, name: str) -> bool:
    try:
        error = _delete(file, name) if name else ""
    except Exception as raised:  # noqa: BLE001
        # Any kind of storage raises any kind of error; its text may hold the name.
        error = type(raised).__name__
    if not error:
        file.delete()
        return True
    logger.error("A file of an erased record stays: %s", error)
    file.attempts, file.error = min(file.attempts + 1, 32000), error
    file.save(update_fields=["attempts", "error"])
    return False


def _delete(file: PendingFile, name: str) -> str:
    """Delete one file; the kind of the error, empty when it is gone."""
    storage = storage_at(file.source, file.field)
    storage.delete(name)
    return "FileStays" if storage.exists(name) else ""
