"""The end of an attempt: the proof, the status, the receipt, and what the officer is told."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from privacy_center.audit import Actor, record
from privacy_center.consent import standing_slugs
from privacy_center.holds.queries import person_is_held
from privacy_center.notices import send_now
from privacy_center.signals import erasure_completed
from privacy_center.sources import registry
from privacy_center.sources.restricted import restricted_keys
from privacy_center.subjects import Subject

from .alerting import alert
from .caching import forget_cached
from .elsewhere import any_failed, any_waiting, tell_caches
from .fates import LEGAL_CLAIM, Action, RunStatus, StepStatus
from .identifiers import Identifiers
from .indexing import refresh_index
from .lease import give_back, renew, renewing, write
from .models import ErasureRun
from .plan import plan
from .receipts import mail_context
from .retrying import count_attempt, count_mail
from .searching import needles
from .step import Step
from .verify import ANOTHERS, OURS, residue

_GOING = (Action.DELETE, Action.ANONYMISE)


def prove(run: ErasureRun, identifiers: Identifiers, subject: Subject) -> None:
    """Search for what is left and plan once more; only then is there a status.

    A record that still would go, whatever the steps say, leaves the run ``partial``. The lease is
    renewed between the tables; raises :class:`~.lease.LeaseLost` where another worker has it.
    """
    renew(run)
    needle = needles(identifiers.searched)
    if needle is not None:
        tell_caches(run, forget_cached(needle))
        refresh_index(needle)
    run.residue = residue(identifiers, subject, run=run, working=renewing(run))
    renew(run)
    without_account = subject.without_account()
    left = [
        step
        for step in plan(without_account, settled_at=run.settled_at).steps
        if step.action in _GOING and not _waits(run, subject, step)
    ]
    if run.settled_at is None and _is_settled(run, subject, left):
        run.settled_at = timezone.now()
    run.status = _status(run, left, subject)
    count_attempt(run)


def close(run: ErasureRun, identifiers: Identifiers, subject: Subject, actor: Actor) -> None:
    """Tell the person, and forget the identifiers once nobody needs them any more.

    They are needed until the last receipt is on its way, and while traces in other people's
    records wait for the officer. The lease is kept until then, so that nobody else writes to the
    person meanwhile; raises :class:`~.lease.LeaseLost`, with nothing said, where it is lost.
    """
    with transaction.atomic():
        write(run, "status", "residue", "attempts", "retry_at", "settled_at")
        record(
            "erasure_finished",
            actor=actor,
            subject=run.pseudonym,
            run=run.reference,
            status=str(run.status),
        )
        erasure_completed.send_on_commit(ErasureRun, subject=subject, run=run)
    try:
        alert(run)
        _tell(run, identifiers)
    finally:
        give_back(run)


def _tell(run: ErasureRun, identifiers: Identifiers) -> None:
    if run.told != run.status:
        if not _told(run, identifiers):
            count_mail(run)
            write(run, "attempts", "retry_at")
            return
        run.told = str(run.status)
        write(run, "told")
    if run.status == RunStatus.COMPLETE and not waiting_traces(run):
        run.closed_at = timezone.now()
        run.identifiers = ""
        write(run, "closed_at", "identifiers")


def waiting_traces(run: ErasureRun) -> bool:
    """Whether traces in other people's records, or on pages, wait for the officer."""
    return any(found["state"] == ANOTHERS for found in run.residue)


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


def _waits(run: ErasureRun, subject: Subject, step: Step) -> bool:
    """Whether the rows wait for the end of a claim that a plan without the account cannot see.

    A part waits as its whole does.
    """
    source, path = step.source, "pk"
    while (parent := registry.parent(source)) is not None:
        source, path = parent, f"{path.removesuffix('pk')}{source.part_of}__pk"
    waiting = run.steps.filter(source=source.name, status=StepStatus.WAITING, exemption=LEGAL_CLAIM)
    remembered = restricted_keys(source.model, subject.hashes)
    return waiting.exists() and not step.rows.exclude(**{f"{path}__in": remembered}).exists()


def _is_settled(run: ErasureRun, subject: Subject, left: list[Step]) -> bool:
    """Whether the person's hashes lead to all that is left, so that nothing else need be found.

    Not while the account is there: whoever uses it is no newcomer.
    """
    account = run.steps.filter(source=get_user_model()._meta.label_lower)
    gone = Q(status=StepStatus.DONE, action__in=_GOING)
    if _is_ours_left(run) or account.exclude(gone).exists():
        return False
    return not any(
        step.rows.exclude(pk__in=restricted_keys(step.source.model, subject.hashes)).exists()
        for step in left
    )


def _is_ours_left(run: ErasureRun) -> bool:
    return any(found["state"] == OURS for found in run.residue)


def _status(run: ErasureRun, left: list[Step], subject: Subject) -> str:
    statuses = set(run.steps.values_list("status", flat=True))
    unfinished = bool(statuses & {StepStatus.FAILED, StepStatus.PLANNED}) or run.files.exists()
    if _is_ours_left(run) or left or unfinished or any_failed(run):
        return RunStatus.PARTIAL
    if StepStatus.WAITING in statuses or any_waiting(run) or _is_stopped(run, subject):
        return RunStatus.AWAITING_DECISION
    return RunStatus.COMPLETE


def _is_stopped(run: ErasureRun, subject: Subject) -> bool:
    """Whether a hold on the person stops what nothing but the erasure itself can finish after it.

    Records that are remembered go with retention. Consents do not, nor what is theirs on other
    people's records.
    """
    if not person_is_held(subject):
        return False
    return bool(standing_slugs(subject)) or any(step.beside for step in run.steps.all())
