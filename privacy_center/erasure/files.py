"""Files that records hold go from storage before the rows that name them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

logger = logging.getLogger("privacy_center.erasure")


class FilesRemain(Exception):
    """Files could not be deleted from storage; how many, never their names."""


def forget_files(rows: QuerySet[Any], columns: Sequence[Any]) -> None:
    """Delete the files that ``rows`` name in ``columns``, inside the batch's transaction.

    Raises :class:`FilesRemain` where one could not be deleted: the batch is rolled back then, so
    that the row still names the file and the next attempt finds it. A storage that has lost a
    file already does not mind being asked again.
    """
    failed = 0
    for column in columns:
        for name in filter(None, rows.values_list(column.name, flat=True)):
            try:
                column.storage.delete(name)
            except Exception as error:  # noqa: BLE001
                # Any kind of storage raises any kind of error; its text may hold the name.
                failed += 1
                logger.error("A file of an erased record stays: %s", type(error).__name__)
    if failed:
        raise FilesRemain(f"{failed} files could not be deleted")
