"""Files that records hold go from storage once the rows are committed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

logger = logging.getLogger("privacy_center.erasure")


class FilesRemain(Exception):
    """Files could not be deleted from storage; how many, never their names."""


def forget_files(rows: QuerySet[Any], columns: Sequence[Any]) -> None:
    """Delete, after the commit, the files that ``rows`` name in ``columns``.

    A rolled-back transaction deletes nothing.
    """
    found = [
        (column.storage, name)
        for column in columns
        for name in rows.values_list(column.name, flat=True)
        if name
    ]
    if found:
        transaction.on_commit(lambda: _delete(found))


def _delete(found: Sequence[tuple[Any, str]]) -> None:
    failed = 0
    for storage, name in found:
        try:
            storage.delete(name)
        except OSError:
            failed += 1
            logger.exception("A file of an erased record could not be deleted")
    if failed:
        raise FilesRemain(f"{failed} files could not be deleted")
