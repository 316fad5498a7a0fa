"""The state of a run as rows: found again, leased, and told step by step."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone, translation

from privacy_center.audit import Actor, record
from privacy_center.subjects import Subject

from .fates import Action, StepStatus
from .identifiers import Identifiers, identifiers_of
from .models import ErasureRun, ErasureStep
from .plan import Plan, plan
from .step import Step

#: How long a worker may be silent before another takes over.
LEASE = dt.timedelta(minutes=5)

#: Actions after which the record is still there.
STAYING = (Action.MINIMISE, Action.KEEP, Action.REVIEW)


class AlreadyRunning(Exception):
    """Another worker is carrying out this erasure right now."""


def open_run(
    subject: Subject, *, actor: Actor, language: str
) -> tuple[ErasureRun, Plan, Identifiers]:
    """Find or make the person's open run, take its lease, and write its plan down.

    Raises :class:`AlreadyRunning` while another worker holds the lease.
    """
    with transaction.atomic():
        run = _find(subject) or _make(subject, actor, language) or _find(subject)
        if run is None:
            raise AlreadyRunning("This erasure is being carried out right now. Try again later.")
        _take_lease(run)
        earlier = Identifiers.unseal(run.identifiers) if run.identifiers else None
        person = _widened(subject, earlier)
        planned = plan(person)
        identifiers = identifiers_of(planned)
        if earlier is not None:
            identifiers = earlier.joined(identifiers)
        run.identifiers = identifiers.seal()
        run.save(update_fields=["identifiers"])
        for hashed in person.hashes:
            run.hashes.get_or_create(pseudonym=hashed)
        _write_steps(run, planned)
    return run, planned, identifiers


def renew_lease(run: ErasureRun) -> None:
    """Say that the work goes on."""
    ErasureRun.objects.filter(pk=run.pk).update(lease_until=timezone.now() + LEASE)


def open_run_of(subject: Subject) -> ErasureRun | None:
    """The person's unfinished run, found by any of their addresses, or None."""
    return _find(subject)


def _find(subject: Subject) -> ErasureRun | None:
    rows = ErasureRun.objects.filter(hashes__pseudonym__in=subject.hashes, closed_at=None)
    return rows.order_by("created_at").first()


def _make(subject: Subject, actor: Actor, language: str) -> ErasureRun | None:
    """A new run; None where another worker made one in the same moment."""
    try:
        with transaction.atomic():
            run = ErasureRun.objects.create(
                pseudonym=subject.pseudonym,
                language=language,
                actor_kind=actor.kind,
                actor_id=actor.id,
            )
    except IntegrityError:
        return None
    record("erasure_started", actor=actor, subject=run.pseudonym, run=run.reference)
    return run


def _take_lease(run: ErasureRun) -> None:
    now = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    if not ErasureRun.objects.filter(free, pk=run.pk).update(lease_until=now + LEASE):
        raise AlreadyRunning("This erasure is being carried out right now. Try again later.")
    run.refresh_from_db()


def _widened(subject: Subject, earlier: Identifiers | None) -> Subject:
    """The person with what an earlier attempt knew and may have erased since."""
    if earlier is None:
        return subject
    known = earlier.subject()
    return Subject.of(known.user or subject.user, (*known.emails, *subject.emails))


def _write_steps(run: ErasureRun, planned: Plan) -> None:
    """Write the plan into the run; what an earlier attempt removed stays as it was told.

    A record that stayed then and meets another fate now is told by its new step alone.
    """
    wanted = {"|".join(step.key): step for step in planned.steps}
    rest = run.steps.exclude(key__in=wanted)
    rest.filter(action__in=STAYING).delete()
    rest.filter(done=0).delete()
    with translation.override(run.language or None):
        for position, (key, step) in enumerate(wanted.items()):
            _write_step(run, position, key, step)


def _write_step(run: ErasureRun, position: int, key: str, step: Step) -> None:
    row, _made = ErasureStep.objects.get_or_create(
        run=run, key=key, defaults={"position": position, "records": 0}
    )
    if step.action in STAYING:
        row.done = 0
    row.position = position
    row.source = step.source.name
    row.title = str(step.source.title)
    row.activity = step.activity
    row.action = step.action
    row.records = row.done + step.records
    row.cleared = step.fields
    row.ground = str(step.fate.ground)
    row.kept_until = step.fate.kept_until
    row.exemption = step.fate.exemption
    row.legal_reference = step.fate.legal_reference
    row.status = StepStatus.PLANNED
    row.reason = ""
    row.save()
