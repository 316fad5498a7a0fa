"""The state of a run as rows: found again, leased, and told step by step."""

from __future__ import annotations

from dataclasses import replace

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import translation

from privacy_center.audit import Actor, record
from privacy_center.ledger.noting import note_erasure
from privacy_center.sources.restricted import key_text
from privacy_center.subjects import Subject

from .fates import Action, StepStatus
from .files import FilesRemain
from .identifiers import Identifiers, identifiers_of
from .lease import AlreadyRunning, take
from .models import ErasureRun, ErasureStep
from .plan import Plan, plan
from .step import Step

__all__ = ["AlreadyRunning", "open_run", "open_run_of", "step_key", "subject_of_run"]

#: Actions after which the record is still there.
STAYING = (Action.MINIMISE, Action.KEEP, Action.REVIEW)


def open_run(
    subject: Subject, *, actor: Actor, language: str, run: ErasureRun | None = None
) -> tuple[ErasureRun, Plan, Identifiers]:
    """Find or make the person's open run, take its lease, and write its plan down.

    Raises :class:`~.lease.AlreadyRunning` while another worker holds the lease, and
    :class:`~privacy_center.ledger.backends.LedgerUnavailable`, with nothing begun, where the ledger
    outside the database cannot be written first.
    """
    asked = run is None
    with transaction.atomic():
        run = run or _find(subject) or _make(subject, actor, language) or _find(subject)
        if run is None:
            raise AlreadyRunning
        take(run)
        if actor.kind != "system":
            # Somebody asks anew: what was given up is tried again from the start.
            run.attempts = 0
        earlier = Identifiers.unseal(run.identifiers) if run.identifiers else None
        person = _widened(subject, earlier)
        anew = asked and earlier is not None and _is_more(run, person, earlier)
        if asked:
            run.settled_at = None
        planned = plan(person, settled_at=run.settled_at)
        identifiers = identifiers_of(planned)
        if earlier is not None:
            # The account of now comes first: of one that has gone nothing need be found.
            identifiers = identifiers.joined(earlier)
        run.identifiers = identifiers.seal()
        run.save(update_fields=["identifiers", "attempts", "settled_at"])
        for hashed in person.hashes:
            run.hashes.get_or_create(pseudonym=hashed)
        _write_steps(run, planned)
        note_erasure(run.pk.hex, planned.subject, language=run.language, anew=anew)
    return run, planned, identifiers


def open_run_of(subject: Subject) -> ErasureRun | None:
    """The person's unfinished run, found by any of their addresses, or None."""
    return _find(subject)


def subject_of_run(run: ErasureRun) -> Subject:
    """The person of an unfinished run, by the identifiers that are sealed in it.

    Raises ValueError for a run that is closed: nothing leads from it to anybody.
    """
    if not run.identifiers:
        raise ValueError("The run is closed: it keeps no identifiers.")
    return Identifiers.unseal(run.identifiers).subject()


def plan_of_run(run: ErasureRun) -> Plan:
    """What an unfinished run would do if it were taken up now. Raises as :func:`subject_of_run`."""
    return plan(subject_of_run(run), settled_at=run.settled_at)


def step_key(step: Step) -> str:
    """What a step of a plan is found by among the steps of a run."""
    return "|".join(step.key)


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


def _widened(subject: Subject, earlier: Identifiers | None) -> Subject:
    """The person with what an earlier attempt knew and may have erased since."""
    if earlier is None:
        return subject
    known = earlier.subject()
    both = Subject.of(known.user or subject.user, (*known.emails, *subject.emails))
    return replace(both, former_pk=known.former_pk)


def _is_more(run: ErasureRun, person: Subject, earlier: Identifiers) -> bool:
    """Whether there may be more of the person than the ledger's entries of the run tell of.

    A new account, a new address, or what has come since nothing was left to go.
    """
    account = "" if person.user is None else str(person.user_pk)
    if run.settled_at is not None or account not in ("", earlier.user_pk):
        return True
    return not set(person.emails) <= set(earlier.emails)


def _write_steps(run: ErasureRun, planned: Plan) -> None:
    """Write the plan into the run; what an earlier attempt removed stays as it was told.

    A record that stayed then and meets another fate now is told by its new step alone.
    """
    wanted = {step_key(step): step for step in planned.steps}
    rest = run.steps.exclude(key__in=wanted)
    rest.filter(action__in=STAYING).delete()
    rest.filter(done=0).delete()
    # What is not planned any more is gone, also where a worker was killed before it could say so.
    # Files that stay have a word of their own.
    rest.exclude(reason=FilesRemain.__name__).update(
        status=StepStatus.DONE, reason="", cursor="", records=F("done")
    )
    known = {row.key: row for row in run.steps.all()}
    # The receipt keeps its order: what was told before stands where it stood.
    after = max((row.position for row in known.values()), default=-1) + 1
    with translation.override(run.language or None):
        rows = [
            _step_row(known.get(key) or ErasureStep(run=run, key=key, position=position), step)
            for position, (key, step) in enumerate(wanted.items(), start=after)
        ]
    for row in rows:
        if row.pk is not None:
            row.save()
    ErasureStep.objects.bulk_create(row for row in rows if row.pk is None)


def _step_row(row: ErasureStep, step: Step) -> ErasureStep:
    """``step`` as the run has it. An attempt that was broken off goes on after its cursor."""
    if step.action not in STAYING:
        row.cursor = _past(row, step)
        left = step.rows.filter(pk__gt=row.cursor).count() if row.cursor else step.records
        row.records = row.done + left
    else:
        row.cursor = _still_good(row, step)
        row.done = row.done if row.cursor else 0
        row.records = max(row.done, step.records)
    row.source = step.source.name
    row.title = str(step.source.title)
    row.activity = step.activity
    row.action = step.action
    row.cleared = step.fields
    row.ground = str(step.fate.ground)
    row.kept_until = step.fate.kept_until
    row.exemption = step.fate.exemption
    row.legal_reference = step.fate.legal_reference
    row.status = StepStatus.PLANNED
    row.reason = ""
    return row


def _past(row: ErasureStep, step: Step) -> str:
    """The cursor behind which all is anonymous, though a row may still lead to the person.

    A part does until its whole has gone. Where the database can tell, what is not anonymous yet is
    all that is left, wherever it stands. Where it cannot, and more rows stand before the cursor
    than were done, others have come: then all are looked at again.
    """
    if not row.cursor or step.action != Action.ANONYMISE:
        return ""
    left = step.unfinished()
    if left is not None:
        step.rows, step.records = left, left.count()
        return ""
    before = step.rows.filter(pk__lte=row.cursor).count()
    return row.cursor if before <= row.done else ""


def _still_good(row: ErasureStep, step: Step) -> str:
    """The cursor that a broken-off attempt left, unless the rows before it are others by now."""
    if not row.cursor or not step.rows.filter(pk=row.cursor).exists():
        return ""
    before = step.rows.filter(pk__lte=row.cursor).count()
    return row.cursor if before == row.done else ""


def cursor_of(key: object) -> str:
    """A key as a step's cursor stores it."""
    return key_text(key)
