"""Taking up what a dead worker left, and removing what nobody may fetch any more."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone

from ..conf import settings
from ..subjects import Subject
from .models import UNFINISHED, PackageState, PreparedPackage
from .people import packages_of
from .storage import package_storage

logger = logging.getLogger("privacy_center.delivery")


def due() -> QuerySet[PreparedPackage]:
    """The unfinished packages that nobody works on and whose next attempt has come."""
    now = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    ready = Q(retry_at=None) | Q(retry_at__lte=now)
    return PreparedPackage.objects.filter(free & ready, state__in=UNFINISHED).order_by("created_at")


def clear() -> int:
    """Remove what has expired, what failed as long ago, what lost its person, and stray files.

    Returns how many packages and files went. Safe to call at any time.
    """
    now = timezone.now()
    long_ago = now - dt.timedelta(days=settings.PACKAGE_DAYS)
    expired = Q(state=PackageState.READY, expires_at__lte=now)
    given_up = Q(state=PackageState.FAILED, created_at__lte=long_ago)
    orphaned = Q(user=None, sealed_address="")
    gone = list(PreparedPackage.objects.filter(expired | given_up | orphaned))
    for package in gone:
        remove(package)
    return len(gone) + _delete_strays()


def forget(subject: Subject) -> int:
    """Remove the person's packages, whatever state they are in; how many there were (Art. 17)."""
    found = list(packages_of(subject))
    for package in found:
        remove(package)
    return len(found)


def remove(package: PreparedPackage) -> None:
    """Delete the row, and then its file; a worker that is still at it notices, and stops."""
    PreparedPackage.objects.filter(pk=package.pk).delete()
    delete_file(package)


def delete_file(package: PreparedPackage) -> None:
    """Delete the file from storage, whole or half; nothing where there is none.

    A storage that refuses is logged: without its row the file is a stray, and is tried again.
    """
    name = package.file.name
    if not name:
        return
    try:
        package.file.storage.delete(name)
    except OSError as error:
        logger.error("A package's file stays for now: %s", type(error).__name__)


def _delete_strays() -> int:
    """Delete files that no row names: a worker was killed, or an account deleted by hand."""
    storage = package_storage()
    try:
        _folders, names = storage.listdir("")
    except (FileNotFoundError, NotImplementedError):
        return 0
    known = set(PreparedPackage.objects.exclude(file="").values_list("file", flat=True))
    return sum(1 for name in _old(set(names) - known) if not _refused(name))


def _old(names: set[str]) -> Iterator[str]:
    """Those of our own naming that no worker can be writing right now."""
    storage = package_storage()
    before = timezone.now() - dt.timedelta(seconds=settings.LEASE_SECONDS)
    for name in names:
        if _is_ours(name) and storage.get_modified_time(name) <= before:
            yield name


def _is_ours(name: str) -> bool:
    stem, _dot, suffix = name.partition(".")
    return suffix == "zip" and len(stem) == 32 and stem.isalnum()


def _refused(name: str) -> bool:
    try:
        package_storage().delete(name)
    except OSError as error:
        logger.error("A stray package stays for now: %s", type(error).__name__)
        return True
    return False
