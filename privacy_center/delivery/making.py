"""Making a package: under a lease, to a file that nobody is led to before it is whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import time
import uuid
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.files import File
from django.db import Error, OperationalError, transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from ..access import write_package
from ..access.selection import count_records
from ..conf import settings
from ..days import day_of
from ..erasure.lease import AlreadyRunning, LeaseLost, give_back, renew, take
from ..erasure.retrying import wait_after
from ..notices import send
from ..requests import State, change_state
from ..subjects import Subject
from .fetching import page_address
from .models import PackageState, PreparedPackage
from .people import actor_of, subject_of
from .sweeping import delete_file, remove

logger = logging.getLogger("privacy_center.delivery")

#: After so many attempts in a row it waits until the person asks again.
ATTEMPTS = 5
#: How often a worker says that it lives and how far it is, in seconds.
EVERY = 1.0
_PIECE = 1024 * 1024


class NotWhole(Exception):
    """The storage gave back something other than what was put into it."""


def make(package: PreparedPackage) -> str:
    """Make the package, and say what state it is in now; empty where the row is gone.

    A failure leaves no file and is tried again by :func:`~.sweeping.take_up`. Raises
    :class:`~privacy_center.erasure.lease.AlreadyRunning` while another worker is at it.
    """
    take(package)
    delete_file(package)
    subject = subject_of(package)
    if subject is None:
        remove(package)
        return ""
    try:
        _make(package, subject)
    except LeaseLost:
        # Another worker has it, or it is gone with its person: nothing of ours may stay.
        delete_file(package)
        return ""
    except Exception as error:  # noqa: BLE001 - a full disk, a source or a storage that fails
        # The text of the error may quote somebody's data.
        logger.error("A package could not be made: %s", type(error).__name__)
        _failed(package, type(error).__name__)
    except BaseException:
        # The process is told to end: the next one may begin at once.
        with suppress(Error):
            delete_file(package)
            give_back(package)
        raise
    return str(package.state)


def _make(package: PreparedPackage, subject: Subject) -> None:
    package.state = PackageState.WORKING
    package.file.name = f"{uuid.uuid4().hex}.zip"
    package.done, package.records = 0, count_records(subject, package.selection)
    _write_down(
        package,
        state=package.state,
        file=package.file.name,
        done=package.done,
        records=package.records,
    )
    # It has no name, so that the space is free again whenever this process ends.
    with TemporaryFile() as spool:
        _write(package, subject, spool)
        _store(package, spool)
    _finish(package, subject)


def _write(package: PreparedPackage, subject: Subject, spool: IO[bytes]) -> None:
    beat = _Beat(package)
    pieces = write_package(
        subject,
        actor=actor_of(package),
        language=package.language,
        activities=package.activities,
        portability=package.portability,
        masked=package.user is None,
        progress=beat.told,
    )
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        spool.write(piece)
        digest.update(piece)
        size += len(piece)
        beat()
    spool.flush()
    package.sha256, package.size = digest.hexdigest(), size


def _store(package: PreparedPackage, spool: IO[bytes]) -> None:
    """Put the bytes where they wait, and read them back: what is offered is what was made."""
    renew(package)
    spool.seek(0)
    storage = package.file.storage
    stored = storage.save(package.file.name, File(spool, name=package.file.name))
    if stored != package.file.name:
        package.file.name = stored
        _write_down(package, file=stored)
    digest, size = hashlib.sha256(), 0
    with storage.open(stored, "rb") as written:
        while piece := written.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    if (size, digest.hexdigest()) != (package.size, package.sha256):
        raise NotWhole


@transaction.atomic
def _finish(package: PreparedPackage, subject: Subject) -> None:
    """Offer it, unless another worker has taken over or the person has been erased meanwhile."""
    now = timezone.now()
    until = now + dt.timedelta(days=settings.PACKAGE_DAYS)
    _write_down(
        package,
        state=PackageState.READY,
        size=package.size,
        sha256=package.sha256,
        done=package.records,
        ready_at=now,
        expires_at=until,
        lease_until=None,
        lease_owner="",
        attempts=0,
        retry_at=None,
        error="",
    )
    package.refresh_from_db()
    if package.request is not None and package.request.is_open:
        with translation.override(package.language):
            day = formats.date_format(day_of(until), "DATE_FORMAT")
            note = _("The package is ready. Fetch it until %(day)s.") % {"day": day}
        change_state(package.request, State.COMPLETED, actor=actor_of(package), note=note)
    if subject.emails:
        send(
            "package_ready",
            to=subject.emails[0],
            language=package.language,
            context={"expires_at": until, "download_url": page_address(package)},
        )


def _failed(package: PreparedPackage, error: str) -> None:
    delete_file(package)
    package.attempts = min(package.attempts + 1, ATTEMPTS)
    given_up = package.attempts == ATTEMPTS
    package.state = PackageState.FAILED if given_up else PackageState.WAITING
    retry_at = None if given_up else timezone.now() + wait_after(package.attempts)
    with suppress(LeaseLost):
        _write_down(
            package,
            state=package.state,
            file="",
            error=error,
            attempts=package.attempts,
            retry_at=retry_at,
            lease_until=None,
            lease_owner="",
        )


def _write_down(package: PreparedPackage, **values: Any) -> None:
    """Store ``values``, while the lease is ours. Raises LeaseLost."""
    mine = PreparedPackage.objects.filter(pk=package.pk, lease_owner=package.lease_owner)
    if not mine.update(**values):
        raise LeaseLost


class _Beat:
    """Renews the lease and writes down how far it is, now and then."""

    def __init__(self, package: PreparedPackage) -> None:
        self._package = package
        self._done = 0
        self._next = 0.0

    def told(self, done: int) -> None:
        """Remember how many records have been read."""
        self._done = done

    def __call__(self) -> None:
        """Write it down if it is time. Raises LeaseLost where another worker has taken over."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + EVERY
        # SQLite lets nobody write through a connection that is still reading an older state of a
        # table; the next turn, at the latest that after the table, comes through.
        with suppress(OperationalError):
            self._write()

    def _write(self) -> None:
        renew(self._package)
        mine = PreparedPackage.objects.filter(pk=self._package.pk)
        mine.update(done=min(self._done, self._package.records))


def make_by_key(key: Any) -> str:
    """Make the package with this key, where it still waits; for a task."""
    package = PreparedPackage.objects.filter(pk=key).first()
    if package is None or not package.unfinished:
        return ""
    try:
        return make(package)
    except AlreadyRunning:
        return ""
