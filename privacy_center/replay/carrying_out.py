"""Carrying out again what the ledger remembers and the database has not seen."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from django.db import transaction

from ..audit import Actor, record
from ..consent import object_to_marketing, withdraw
from ..ledger.backends import LedgerBackend
from ..ledger.entries import Deed, Entry
from ..ledger.noting import carrying_out_again, mark
from .erasing import METHOD, erase_again
from .finding import Found, find
from .people import remembered
from .reading import unseen
from .report import Outcome, ReplayReport, ReplayStep

logger = logging.getLogger("privacy_center.replay")


def replay(
    ledger: LedgerBackend,
    *,
    since: dt.datetime | None = None,
    dry_run: bool = False,
    progress: Callable[[ReplayStep], None] | None = None,
) -> ReplayReport:
    """Carry out each erasure, withdrawal and objection that this database has not seen.

    In the order of the ledger, each marked once it is done: to break it off loses nothing, and a
    second run changes nothing. One that fails does not stop the others. Raises
    :class:`~privacy_center.ledger.backends.LedgerUnavailable` where the ledger cannot be read.
    """
    report = ReplayReport(dry_run)
    pending = unseen(ledger, since, report)
    found = find(pending)
    for entry in pending:
        with carrying_out_again():
            step = _again(entry, found, dry_run)
            if step.settled and not dry_run:
                mark(entry.id)
        report.steps.append(step)
        if progress is not None:
            progress(step)
    if not dry_run:
        record(
            "ledger_replayed",
            actor=Actor.command(),
            entries=report.entries,
            seen=report.seen,
            done=sum(step.settled for step in report.steps),
            status=report.status,
        )
    return report


def _again(entry: Entry, found: Found, dry_run: bool) -> ReplayStep:
    try:
        if entry.kind is Deed.ERASURE:
            return erase_again(entry, found, dry_run=dry_run)
        if entry.kind is Deed.WITHDRAWAL:
            return _withdraw(entry, found, dry_run)
        return _object(entry, found, dry_run)
    except Exception as error:  # noqa: BLE001
        # One entry that fails must not stop the others; the error's text may quote data.
        logger.error("Entry %s of the ledger failed: %s", entry.id, type(error).__name__)
        return ReplayStep(entry, Outcome.FAILED, type(error).__name__)


def _withdraw(entry: Entry, found: Found, dry_run: bool) -> ReplayStep:
    """A consent that was given after the withdrawal stands."""
    with transaction.atomic():
        ended = withdraw(
            remembered(entry, found),
            entry.purpose,
            actor=Actor.command(),
            place="",
            method=METHOD,
            given_by=entry.at,
        )
        if dry_run:
            transaction.set_rollback(True)
    return _step(entry, ended, dry_run)


def _object(entry: Entry, found: Found, dry_run: bool) -> ReplayStep:
    """An objection holds for an address that this database has never seen, too."""
    with transaction.atomic():
        objected = object_to_marketing(
            remembered(entry, found),
            actor=Actor.command(),
            place="",
            method=METHOD,
            at=entry.at,
        )
        if dry_run:
            transaction.set_rollback(True)
    return _step(entry, objected, dry_run)


def _step(entry: Entry, changed: bool, dry_run: bool) -> ReplayStep:
    if not changed:
        return ReplayStep(entry, Outcome.NOBODY)
    return ReplayStep(entry, Outcome.PLANNED if dry_run else Outcome.DONE)
