"""The end of an attempt: the proof, the status, the receipt, and what the officer is told."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from privacy_center.audit import Actor, record
from privacy_center.notices import alert_officers, send_now
from privacy_center.signals import erasure_completed
from privacy_center.subjects import Subject

from .caching import forget_cached
from .elsewhere import any_failed, tell_caches
from .fates import Action, RunStatus, StepStatus
from .identifiers import Identifiers
from .indexing import refresh_index
from .models import ErasureRun
from .plan import plan
from .receipts import mail_context, office_url
from .retrying import count_attempt, count_mail
from .searching import needles
from .step import Step
from .verify import ANOTHERS, OURS, residue


def prove(run: ErasureRun, identifiers: Identifiers, subject: Subject) -> None:
    """Search for what is left and plan once more; only then is there a status.

    A record that still would go, whatever the steps say, leaves the run ``partial``.
    """
    needle = needles(identifiers.searched)
    if needle is not None:
        tell_caches(run, forget_cached(needle))
        refresh_index(needle)
    run.residue = residue(identifiers, subject, run=run)
    without_account = Subject(None, subject.emails)
    left = [
        step
        for step in plan(without_account).steps
        if step.action in (Action.DELETE, Action.ANONYMISE)
    ]
    run.status = _status(run, left)
    count_attempt(run)


def close(run: ErasureRun, identifiers: Identifiers, subject: Subject, actor: Actor) -> None:
    """Tell the person, and forget the identifiers once nobody needs them any more.

    They are needed until the last receipt is on its way, and while traces in other people's
    records wait for the officer.
    """
    run.lease_until, run.lease_owner = None, ""
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
    _alert(run)
    if run.told != run.status:
        if not _told(run, identifiers):
            count_mail(run)
            run.save(update_fields=["attempts", "retry_at"])
            return
        run.told = str(run.status)
        run.save(update_fields=["told"])
    if run.status == RunStatus.COMPLETE and not waiting_traces(run):
        run.closed_at = timezone.now()
        run.identifiers = ""
        run.save(update_fields=["closed_at", "identifiers"])


def waiting_traces(run: ErasureRun) -> bool:
    """Whether traces in other people's records, or on pages, wait for the officer."""
    return any(found["state"] == ANOTHERS for found in run.residue)


def _alert(run: ErasureRun) -> None:
    """Write to the officers, once a run, when something failed."""
    if run.status not in (RunStatus.PARTIAL, RunStatus.FAILED) or run.alerted_at is not None:
        return
    failed = run.steps.filter(status=StepStatus.FAILED)
    context = {
        "reference": run.reference,
        "office_url": office_url(run),
        "elsewhere": [told for told in run.elsewhere if told["status"] == StepStatus.FAILED],
        "failed": [{"title": step.title, "reason": step.reason} for step in failed],
        "residue": sum(found["count"] for found in run.residue if found["state"] == OURS),
    }
    if alert_officers("erasure_alert", context=context):
        run.alerted_at = timezone.now()
        run.save(update_fields=["alerted_at"])


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
    ours = any(found["state"] == OURS for found in run.residue)
    unfinished = bool(statuses & {StepStatus.FAILED, StepStatus.PLANNED}) or run.files.exists()
    if ours or left or unfinished or any_failed(run):
        return RunStatus.PARTIAL
    if StepStatus.WAITING in statuses:
        return RunStatus.AWAITING_DECISION
    return RunStatus.COMPLETE
