"""From a ledger to the entries that this database has not seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

from ..ledger.backends import LedgerBackend
from ..ledger.entries import Entry
from ..ledger.lines import Fault, read_lines
from ..ledger.noting import done_entries
from .report import ReplayReport

_AT_ONCE = 500


def unseen(ledger: LedgerBackend, since: dt.datetime | None, report: ReplayReport) -> list[Entry]:
    """The entries from ``since`` on whose deed is not done here, each once, in their order.

    Counts them, and notes the faults of the lines, in ``report``.
    """
    pending: list[Entry] = []
    for entries in _in_batches(_entries(ledger, since, report)):
        done = done_entries(entry.id for entry in entries)
        report.seen += len(done)
        pending += [entry for entry in entries if entry.id not in done]
    return pending


def _entries(
    ledger: LedgerBackend, since: dt.datetime | None, report: ReplayReport
) -> Iterator[Entry]:
    known: set[str] = set()
    for found in read_lines(ledger.lines()):
        if isinstance(found, Fault):
            report.faults.append(found)
        elif found.id not in known and (since is None or found.at >= since):
            known.add(found.id)
            report.entries += 1
            yield found


def _in_batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    rest = iter(entries)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
