"""Carry out an erasure: resumable, once at a time, and never called done before it is proved."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import Error, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import translation

from privacy_center.audit import Actor
from privacy_center.consent import detach
from privacy_center.holds.queries import person_is_held
from privacy_center.sources.paths import resolve
from privacy_center.subjects import Subject

from .alerting import alert
from .arriving import check_nothing_came
from .batches import carry_out, remember
from .closing import close, prove
from .elsewhere import erase_elsewhere
from .fates import Action, RunStatus, StepStatus
from .files import FilesRemain, delete_files
from .identifiers import Identifiers
from .lease import LeaseLost, give_back, renew, write
from .models import ErasureRun, ErasureStep
from .patience import patience, reason_of
from .plan import Plan
from .retrying import count_attempt
from .scope import walks
from .state import cursor_of, open_run, step_key, subject_of_run
from .step import Step
from .surviving import referring

logger = logging.getLogger("privacy_center.erasure")


class HoldSet(Exception):
    """A hold was set after the plan was made: the rest is planned anew."""


class StillReferred(Exception):
    """What refers to these records could not be erased, so they wait for it."""


@dataclass(frozen=True)
class Progress:
    """How far a run has come, in records. ``source`` is what is worked on."""

    done: int
    records: int
    source: str


#: Called after the commit of each batch.
Teller = Callable[[Progress], None]


def erase(
    subject: Subject, *, actor: Actor, language: str, progress: Teller | None = None
) -> ErasureRun:
    """Erase what the law lets go of ``subject`` (Art. 17), prove it, and send the receipt.

    An open run of the same person is taken up again. A source that fails leaves the run
    ``partial`` with the others done; it is tried again by :func:`~.sweeping.sweep`. Raises
    :class:`~.lease.AlreadyRunning` while another worker is at it, and RuntimeError inside a
    transaction: each batch has one of its own.
    """
    return carry_on(open_run(subject, actor=actor, language=language), actor, progress)


def resume(run: ErasureRun, *, actor: Actor, progress: Teller | None = None) -> ErasureRun:
    """Take up an unfinished run, of whom only the run itself still knows the identifiers.

    Plans anew, so that what has ended or was decided since is carried out. Raises ValueError for
    a run that is closed, and what :func:`erase` raises.
    """
    subject = subject_of_run(run)
    return carry_on(open_run(subject, actor=actor, language=run.language, run=run), actor, progress)


def carry_on(
    opened: tuple[ErasureRun, Plan, Identifiers], actor: Actor, progress: Teller | None
) -> ErasureRun:
    """Carry out, prove and close a run that :func:`~.state.open_run` has just opened."""
    run, planned, identifiers = opened
    person = planned.subject
    # In somebody else's transaction no batch would be committed, and files go after a commit.
    with transaction.atomic(durable=True):
        renew(run)
    try:
        with patience():
            _carry_out_all(run, planned, actor, progress)
            prove(run, identifiers, person)
    except LeaseLost:
        raise
    except HoldSet:
        give_back(run)
        return resume(run, actor=actor, progress=progress)
    except BaseException as error:
        with suppress(Error, LeaseLost):
            # A database that is gone cannot be told: there the lease runs out.
            _break_off(run, reason_of(error))
        raise
    close(run, identifiers, person, actor)
    return run


def _break_off(run: ErasureRun, reason: str) -> None:
    """Something that is no source's failure: the run waits for its next attempt."""
    run.status = RunStatus.PARTIAL
    count_attempt(run)
    write(run, "status", "attempts", "retry_at")
    alert(run, broken=reason)
    give_back(run)


def _carry_out_all(run: ErasureRun, planned: Plan, actor: Actor, progress: Teller | None) -> None:
    person = planned.subject
    held = person_is_held(person)
    if not held:
        # Consents end first, as withdrawals of their own, so that nothing new is done on them
        # while the records go; the proof stays under its pseudonym.
        detach(person, actor=actor, given_by=run.settled_at)
    # Systems outside are asked while the account is still there to be named to them.
    erase_elsewhere(run, person, held=held)
    renew(run)
    for step in planned.steps:
        if walks(step.source):
            remember(step, person)
            renew(run)
    work = _Work(run, planned, progress)
    for step in planned.steps:
        work.carry_out(step)
    _settle_files(run)


def _settle_files(run: ErasureRun) -> None:
    """Try once more what storage did not delete, and tell the steps whose files are gone now."""
    delete_files(run)
    waiting = set(run.files.values_list("source", flat=True))
    stuck = run.steps.filter(reason=FilesRemain.__name__)
    stuck.exclude(source__in=waiting).update(status=StepStatus.DONE, reason="")
    told = run.steps.filter(source__in=waiting).exclude(action__in=(Action.KEEP, Action.REVIEW))
    told.update(status=StepStatus.FAILED, reason=FilesRemain.__name__)


class _Work:
    """One attempt at the steps of a run."""

    def __init__(self, run: ErasureRun, planned: Plan, progress: Teller | None) -> None:
        self.run, self.planned, self.progress = run, planned, progress
        rows = list(run.steps.all())
        self.rows = {row.key: row for row in rows}
        self.sources = {step.source.name for step in planned.steps}
        #: Whether the person stands on other people's records.
        self.shares = any(step.beside for step in planned.steps)
        self.failed: set[Any] = set()
        #: What leads to the rows of a failed step on which the person stands beside the owner.
        self.leading: set[Any] = set()
        self.done = sum(row.done for row in rows)
        self.records = sum(row.records for row in rows)

    def carry_out(self, step: Step) -> None:
        """Carry out one step and tell its row how it ended.

        A record that a failed step's records refer to stays until they are gone. Raises what
        :func:`~.batches.remember` raises: without it the rows could not be found again.
        """
        row = self.rows[step_key(step)]
        try:
            self._check_unreferred(step)
            self._batches(step, row)
            row.status = StepStatus.WAITING if step.action == Action.REVIEW else StepStatus.DONE
        except (LeaseLost, HoldSet):
            raise
        except Exception as error:  # noqa: BLE001
            # One source that fails must not stop the others. The text of the error may quote
            # somebody's data, so the receipt and the log name its kind alone.
            reason = reason_of(error)
            logger.error("A step of an erasure failed at %s: %s", row.source, reason)
            row.status, row.reason = StepStatus.FAILED, reason
            # The account may go before the next attempt: its rows must be found all the same.
            remember(step, self.planned.subject)
        if step.fate.failure:
            row.status = StepStatus.FAILED
            with translation.override(self.run.language or None):
                row.reason = str(step.fate.failure)
        told = ["status", "reason"]
        if step.action != Action.ANONYMISE:
            # What is anonymous may still lead to the person; the next attempt goes on after it.
            row.cursor = ""
            told.append("cursor")
        if row.status != StepStatus.FAILED:
            # Parts that stay as they are need no batch; and what went with a withdrawn consent, by
            # a receiver of the site's, went by this erasure.
            row.done = Greatest("done", row.records)
            told.append("done")
        row.save(update_fields=told)
        if row.status == StepStatus.FAILED:
            self.failed.add(step.source.model)
            if step.beside:
                path = resolve(step.source.model, step.beside)
                self.leading.update(field.related_model for field in path.steps)

    def _check_unreferred(self, step: Step) -> None:
        model, stays = step.source.model, step.action in (Action.KEEP, Action.REVIEW)
        if model in self.leading and not stays:
            raise StillReferred
        if step.action == Action.DELETE and any(
            key.model in self.failed for key in referring(model)
        ):
            raise StillReferred

    def _batches(self, step: Step, row: ErasureStep) -> None:
        subject, holds = self.planned.subject, self.planned.holds
        is_account = step.source.model is get_user_model()

        def ready() -> None:
            if holds.sees_hold(subject.hashes, self.sources, anybody=self.shares):
                raise HoldSet
            if is_account and step.action in (Action.DELETE, Action.ANONYMISE):
                check_nothing_came(self.run, self.planned, step)

        def told(count: int, last: Any) -> None:
            # In the batch's own transaction: what is counted is exactly what was committed, and
            # a worker that has lost the lease commits nothing.
            renew(self.run)
            ErasureStep.objects.filter(pk=row.pk).update(
                done=F("done") + count, cursor=cursor_of(last)
            )

        after = row.cursor or None
        batches = carry_out(step, subject, run=self.run, after=after, ready=ready, told=told)
        for count in batches:
            self.done += count
            if self.progress is not None:
                self.progress(Progress(self.done, self.records, row.source))
