"""The words of each banner, kept when it is made.

A page cache may go on showing a banner that the site has replaced, and that nobody had answered
while this process showed it: whoever answers it there has a receipt with its words.
"""

from __future__ import annotations

import logging

from django.db import Error, router, transaction

from ..declarations.snapshot import memory
from .models import BannerVersion

logger = logging.getLogger(__name__)


def keep(version: BannerVersion) -> None:
    """Store ``version`` once in this process. A page that cannot store it is shown all the same.

    The process may have a database that only reads, or a transaction that is rolled back later;
    then the words are stored with the first choice that is made on them.
    """
    stored = memory().stored_versions
    if version.pk in stored:
        return
    alias = router.db_for_write(BannerVersion)
    try:
        if not BannerVersion.objects.filter(pk=version.pk).exists():
            with transaction.atomic(using=alias):
                BannerVersion.objects.using(alias).bulk_create([version], ignore_conflicts=True)
    except Error as error:
        logger.warning("The words of the cookie banner could not be stored: %s", error)
        return
    transaction.on_commit(lambda: stored.add(version.pk), using=alias)
