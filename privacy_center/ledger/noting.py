"""Writing a deed into the ledger before it is done, and marking it once it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from django.db.models import Q
from django.utils import timezone

from .backends import LedgerUnavailable, OddAddress, open_ledger
from .entries import Deed, Entry, Identified
from .lines import line_of
from .models import LedgerMark

#: Stands between the name of an erasure and what tells its later entries apart.
_AGAIN = "-"

#: Set while a deed is carried out again: what is in the ledger already is not written twice.
_replaying: ContextVar[bool] = ContextVar("privacy_center_replaying", default=False)


def note(
    kind: Deed,
    person: Identified,
    *,
    purpose: str = "",
    names: Sequence[str] | None = None,
    at: datetime | None = None,
) -> str:
    """Write a deed that is about to be done; returns the entry's id for :func:`mark`.

    ``names`` are the pseudonyms that the deed is done under, all of the person's unless given;
    ``at`` is when, now unless given. Empty where no ledger is kept, or the deed is carried out
    again. Raises
    :class:`~.backends.LedgerUnavailable` where it cannot be written: then nothing may be done.
    """
    entry = Entry.about(kind, person, purpose=purpose)
    if names is not None:
        entry = replace(entry, pseudonyms=tuple(names))
    if at is not None:
        entry = replace(entry, at=at)
    return entry.id if _write(entry) else ""


def note_erasure(
    run_id: str, person: Identified, *, language: str = "", anew: bool = False
) -> None:
    """Write that an erasure is about to be done, once however often it is taken up again.

    ``run_id`` names the erasure. ``anew`` says that somebody asks for it once more, of whom there
    is more by now: that is an entry of its own. Raises as :func:`note` does.
    """
    entry_id = run_id
    if LedgerMark.objects.filter(entry=run_id).exists():
        if not anew or _replaying.get():
            return
        entry_id = f"{run_id}{_AGAIN}{uuid4().hex[:16]}"
    entry = Entry.about(Deed.ERASURE, person, language=language, id=entry_id)
    if _replaying.get() or _write(entry):
        LedgerMark.objects.get_or_create(entry=entry_id)


def mark(entry_id: str) -> None:
    """Say, in the transaction of the deed itself, that an entry's deed is done here."""
    if entry_id:
        LedgerMark.objects.update_or_create(entry=entry_id, defaults={"done_at": timezone.now()})


def mark_known(run_id: str) -> None:
    """Say that an erasure is done here, each entry of it, where the ledger knows it at all."""
    entries = Q(entry=run_id) | Q(entry__startswith=f"{run_id}{_AGAIN}")
    LedgerMark.objects.filter(entries, done_at=None).update(done_at=timezone.now())


@contextmanager
def carrying_out_again() -> Iterator[None]:
    """A block in which deeds are those of the ledger: they are not written into it anew."""
    token = _replaying.set(True)
    try:
        yield
    finally:
        _replaying.reset(token)


def done_entries(entry_ids: Iterable[str]) -> frozenset[str]:
    """Those of ``entry_ids`` whose deed is done in this database."""
    rows = LedgerMark.objects.filter(entry__in=list(entry_ids)).exclude(done_at=None)
    return frozenset(rows.values_list("entry", flat=True))


def _write(entry: Entry) -> bool:
    if _replaying.get():
        return False
    try:
        ledger = open_ledger()
    except OddAddress as error:
        raise LedgerUnavailable(f"The ledger cannot be written: {error}") from error
    if not ledger.keeps:
        return False

    def line_after(last: str) -> str:
        return line_of(entry, last)

    ledger.append(line_after)
    return True
