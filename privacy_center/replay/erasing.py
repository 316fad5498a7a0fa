"""Erasing somebody again whom a restored backup has brought back (Art. 17)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.db import transaction

from ..audit import Actor, record
from ..consent import events_of, standing_slugs, withdraw
from ..consent.models import Answer
from ..erasure import AlreadyRunning, Plan, Step, open_run_of, plan, resume
from ..erasure.batches import carry_out
from ..erasure.fates import RunStatus
from ..erasure.identifiers import Identifiers
from ..erasure.models import ErasureRun
from ..ledger.entries import Entry
from ..requests import Channel, request_erasure
from ..sources import registry
from ..sources.dating import made_after, made_by
from ..subjects import Subject, subject_of_user
from .finding import Found
from .people import remembered, split_addresses
from .report import Outcome, ReplayStep

OWN_APP = "privacy_center"
METHOD = "replay"
UNFINISHED = "The erasure is not finished: its steps say why."
WITHOUT_DATE = "Somebody came back under the address, and the age of some records is not known."


def erase_again(entry: Entry, found: Found, *, dry_run: bool) -> ReplayStep:
    """Erase whom the entry names, with a new receipt; never who has signed up since.

    An account is the entry's by its key, and only if it was made before. Records in the name of
    an address are the entry's too; where somebody has come back under that address, only those
    that were certainly made before go, and without a receipt.
    """
    run = open_run_of(remembered(entry, found))
    if run is not None and run.identifiers:
        # Begun before the backup was made, or by a replay: it knows who it is about; the entry
        # may know of an account that came later.
        if run.settled_at is not None and entry.at <= run.settled_at:
            # Nothing was left but what it remembers: who signed up since has not asked for this.
            return _finished(entry, dry_run, lambda: resume(run, actor=Actor.command()))
        begun = Identifiers.unseal(run.identifiers).subject()
        account = split_addresses(entry, found).user
        verified = subject_of_user(account).emails if account is not None else ()
        both = Subject.of(begun.user or account, (*begun.emails, *verified))
        person = replace(both, former_pk=begun.former_pk)
        return _finished(entry, dry_run, lambda: _asked(person, entry))
    ended = _consents_ended(entry, found, dry_run)
    split = split_addresses(entry, found)
    verified = subject_of_user(split.user).emails if split.user is not None else ()
    back = [
        address
        for address in (*split.own, *split.held_by_others)
        if address not in verified and _came_back(address, entry, split.held_by_others)
    ]
    own = [address for address in split.own if address not in back]
    subject = Subject.of(split.user, (*verified, *own))
    parts = [_earlier_records(Subject.of(None, [address]), entry) for address in back]
    known = subject.user is not None or any(plan(Subject.of(None, [one])).steps for one in own)
    if not known and not any(steps for _whole, steps, _left in parts):
        if any(undated for _whole, _steps, undated in parts):
            return ReplayStep(entry, Outcome.LEFT, WITHOUT_DATE)
        if not ended:
            return ReplayStep(entry, Outcome.NOBODY)
    if dry_run:
        return ReplayStep(entry, Outcome.PLANNED)
    if known and not _is_finished(lambda: _asked(subject, entry)):
        return ReplayStep(entry, Outcome.FAILED, UNFINISHED)
    for whole, steps, _undated in parts:
        for step in steps:
            for _count in carry_out(step, whole.subject):
                pass
        record("erasure_replayed", actor=Actor.command(), subject=whole.subject.pseudonym)
    if any(undated for _whole, _steps, undated in parts):
        return ReplayStep(entry, Outcome.LEFT, WITHOUT_DATE)
    return ReplayStep(entry, Outcome.DONE)


def _consents_ended(entry: Entry, found: Found, dry_run: bool) -> bool:
    """End the consents of somebody of whom the database knows no more than a pseudonym."""
    person = remembered(entry, found)
    with transaction.atomic():
        ended = [
            withdraw(
                person, slug, actor=Actor.command(), place="", method=METHOD, given_by=entry.at
            )
            for slug in standing_slugs(person)
        ]
        if dry_run:
            transaction.set_rollback(True)
    return any(ended)


def _finished(entry: Entry, dry_run: bool, erase: Callable[[], ErasureRun]) -> ReplayStep:
    if dry_run:
        return ReplayStep(entry, Outcome.PLANNED)
    if _is_finished(erase):
        return ReplayStep(entry, Outcome.DONE)
    return ReplayStep(entry, Outcome.FAILED, UNFINISHED)


def _is_finished(erase: Callable[[], ErasureRun]) -> bool:
    try:
        return erase().status in (RunStatus.COMPLETE, RunStatus.AWAITING_DECISION)
    except AlreadyRunning:
        return False


def _asked(subject: Subject, entry: Entry) -> ErasureRun:
    return request_erasure(
        subject,
        actor=Actor.command(),
        language=entry.language or settings.LANGUAGE_CODE,
        channel=Channel.COMMAND,
    )


def _came_back(address: str, entry: Entry, held: tuple[str, ...]) -> bool:
    """Whether the address is somebody's by now who was not erased by the entry.

    The plugin's own proofs tell nothing: a replay writes them too. A new yes does.
    """
    guest = Subject.of(None, [address])
    if address in held or events_of(guest).filter(state=Answer.GIVEN, at__gt=entry.at).exists():
        return True
    return any(
        source.find(guest).filter(made_after(source, entry.at)).exists()
        for source in registry.sources()
        if registry.parent(source) is None and source.model._meta.app_label != OWN_APP
    )


def _earlier_records(subject: Subject, entry: Entry) -> tuple[Plan, list[Step], bool]:
    """The plan for an address, the steps on what was made before, and whether any age is unknown.

    What is kept or under review stays as it is, as in any plan.
    """
    whole = plan(subject)
    steps, undated = [], False
    for step in whole.steps:
        after, before = made_after(step.source, entry.at), made_by(step.source, entry.at)
        unknown = step.rows.exclude(after).exclude(before)
        undated = undated or bool(step.fate.failure) or unknown.exists()
        step.rows = step.rows.filter(before)
        if step.rows.exists():
            steps.append(step)
    return whole, steps, undated
