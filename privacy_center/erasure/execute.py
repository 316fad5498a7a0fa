"""Carry out an erasure: resumable, once at a time, and never called done before it is proved."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from privacy_center.audit import Actor, record
from privacy_center.consent import detach
from privacy_center.notices import send_now
from privacy_center.signals import erasure_completed
from privacy_center.subjects import Subject

from .batches import carry_out, remember
from .fates import Action, RunStatus, StepStatus
from .identifiers import Identifiers
from .models import ErasureRun
from .plan import plan
from .receipts import mail_context
from .scope import walks
from .state import open_run, renew_lease
from .step import Step
from .surviving import referring
from .verify import residue

logger = logging.getLogger("privacy_center.erasure")


class StillReferred(Exception):
    """What refers to these records could not be erased, so they wait for it."""


def erase(subject: Subject, *, actor: Actor, language: str) -> ErasureRun:
    """Erase what the law lets go of ``subject`` (Art. 17), prove it, and send the receipt.

    An open run of the same person is taken up again. A source that fails leaves the run
    ``partial`` with the others done. Raises :class:`~.state.AlreadyRunning` while another worker
    is at it.
    """
    run, planned, identifiers = open_run(subject, actor=actor, language=language)
    person = planned.subject
    # Consents end first, as withdrawals of their own, so that nothing new is done on them while
    # the records go; the proof stays under its pseudonym.
    detach(person, actor=actor)
    for step in planned.steps:
        if walks(step.source):
            remember(step, person)
    failed: set[Any] = set()
    for step in planned.steps:
        if not _carry_out(run, step, person, failed):
            failed.add(step.source.model)
    _prove(run, identifiers, person)
    _close(run, identifiers, person, actor)
    return run


def _carry_out(run: ErasureRun, step: Step, subject: Subject, failed: set[Any]) -> bool:
    """Carry out one step and tell its row; whether it was done.

    A record that a failed step's records refer to stays until they are gone. Raises what
    :func:`remember` raises: without it the rows could not be found again.
    """
    row = run.steps.get(key="|".join(step.key))
    try:
        if step.action == Action.DELETE:
            _check_unreferred(step, failed)
        for count in carry_out(step, subject):
            row.done += count
            row.save(update_fields=["done"])
            renew_lease(run)
        row.status = StepStatus.WAITING if step.action == Action.REVIEW else StepStatus.DONE
    except Exception as error:  # noqa: BLE001
        # One source that fails must not stop the others. The text of the error may quote
        # somebody's data, so the receipt and the log name its kind alone.
        logger.error("A step of an erasure failed at %s: %s", row.source, type(error).__name__)
        row.status, row.reason = StepStatus.FAILED, type(error).__name__
        # The account may go before the next attempt: its rows must be found all the same.
        remember(step, subject)
    if step.fate.failure:
        row.status = StepStatus.FAILED
        with translation.override(run.language or None):
            row.reason = str(step.fate.failure)
    row.save(update_fields=["status", "reason"])
    return row.status != StepStatus.FAILED


def _check_unreferred(step: Step, failed: set[Any]) -> None:
    if any(key.model in failed for key in referring(step.source.model)):
        raise StillReferred


def _prove(run: ErasureRun, identifiers: Identifiers, subject: Subject) -> None:
    """Search for what is left and plan once more; only then is there a status.

    A record that still would go, whatever the steps say, leaves the run ``partial``.
    """
    run.residue = residue(identifiers, subject)
    without_account = Subject(None, subject.emails)
    left = [
        step
        for step in plan(without_account).steps
        if step.action in (Action.DELETE, Action.ANONYMISE)
    ]
    told = run.status
    run.status = _status(run, left)
    run.news = run.status != told


def _close(run: ErasureRun, identifiers: Identifiers, subject: Subject, actor: Actor) -> None:
    """Tell the person, and forget the identifiers once the last receipt is on its way."""
    run.lease_until = None
    with transaction.atomic():
        run.save()
        record(
            "erasure_finished",
            actor=actor,
            subject=run.pseudonym,
            run=run.reference,
            status=str(run.status),
        )
        erasure_completed.send_on_commit(ErasureRun, subject=subject, run=run)
    complete = run.status == RunStatus.COMPLETE
    if (run.news or complete) and not _told(run, identifiers):
        return
    if complete:
        run.closed_at = timezone.now()
        run.identifiers = ""
        run.save(update_fields=["closed_at", "identifiers"])


def _told(run: ErasureRun, identifiers: Identifiers) -> bool:
    """Whether the receipt is on its way; a person without an address has it from the page."""
    if not identifiers.emails:
        return True
    return send_now(
        "erasure_receipt",
        to=identifiers.emails[0],
        language=run.language,
        context=mail_context(run),
    )


def _status(run: ErasureRun, left: list[Step]) -> str:
    statuses = set(run.steps.values_list("status", flat=True))
    ours = any(found["state"] == "ours" for found in run.residue)
    if ours or left or statuses & {StepStatus.FAILED, StepStatus.PLANNED}:
        return RunStatus.PARTIAL
    if StepStatus.WAITING in statuses:
        return RunStatus.AWAITING_DECISION
    return RunStatus.COMPLETE
