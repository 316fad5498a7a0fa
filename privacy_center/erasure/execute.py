"""Carry out an erasure: resumable, once at a time, and never called done before it is proved."""

from __future__ import annotations

import logging

from django.db import transaction
from django.utils import timezone, translation

from privacy_center.audit import Actor, record
from privacy_center.consent import detach
from privacy_center.notices import send
from privacy_center.signals import erasure_completed
from privacy_center.subjects import Subject

from .batches import carry_out
from .fates import Action, RunStatus, StepStatus
from .identifiers import Identifiers
from .models import ErasureRun
from .receipts import mail_context
from .state import open_run, renew_lease
from .step import Step
from .verify import residue

logger = logging.getLogger("privacy_center.erasure")


def erase(subject: Subject, *, actor: Actor, language: str) -> ErasureRun:
    """Erase what the law lets go of ``subject`` (Art. 17), prove it, and send the receipt.

    An open run of the same person is taken up again. A source that fails leaves the run
    ``partial`` with the others done. Raises :class:`~.state.AlreadyRunning` while another worker
    is at it.
    """
    run, planned, identifiers = open_run(subject, actor=actor, language=language)
    # Consents end first, as withdrawals of their own, so that nothing new is done on them while
    # the records go; the proof stays under its pseudonym.
    detach(planned.subject, actor=actor)
    for step in planned.steps:
        _carry_out(run, step, planned.subject)
    _close(run, identifiers, planned.subject)
    return run


def _carry_out(run: ErasureRun, step: Step, subject: Subject) -> None:
    row = run.steps.get(key="|".join(step.key))
    if step.fate.failure:
        row.status = StepStatus.FAILED
        with translation.override(run.language or None):
            row.reason = str(step.fate.failure)
        row.save(update_fields=["status", "reason"])
        return
    try:
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
    row.save(update_fields=["status", "reason"])


def _close(run: ErasureRun, identifiers: Identifiers, subject: Subject) -> None:
    """Prove the result, then say what it is; only then is anything called complete."""
    told = run.status
    run.residue = residue(identifiers, subject)
    run.status = _status(run)
    run.lease_until = None
    with transaction.atomic():
        if run.status != told and identifiers.emails:
            send(
                "erasure_receipt",
                to=identifiers.emails[0],
                language=run.language,
                context=mail_context(run),
            )
        if run.status == RunStatus.COMPLETE:
            run.closed_at = timezone.now()
            run.identifiers = ""
        run.save()
        record(
            "erasure_finished",
            actor=Actor.parse(f"{run.actor_kind}:{run.actor_id}"),
            subject=run.pseudonym,
            run=run.reference,
            status=str(run.status),
        )
        erasure_completed.send_on_commit(ErasureRun, subject=subject, run=run)


def _status(run: ErasureRun) -> str:
    statuses = set(run.steps.values_list("status", flat=True))
    ours = any(found["state"] == "ours" for found in run.residue)
    if ours or statuses & {StepStatus.FAILED, StepStatus.PLANNED}:
        return RunStatus.PARTIAL
    if StepStatus.WAITING in statuses:
        return RunStatus.AWAITING_DECISION
    return RunStatus.COMPLETE
