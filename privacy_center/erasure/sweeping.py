"""Taking up what stopped: a worker that died, a source that failed, a case that has ended."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from privacy_center.audit import Actor
from privacy_center.holds.queries import person_is_held

from .elsewhere import any_waiting
from .execute import Teller, resume
from .fates import Action, RunStatus, StepStatus
from .files import delete_files
from .lease import AlreadyRunning
from .models import ErasureRun
from .state import plan_of_run, step_key, subject_of_run

logger = logging.getLogger("privacy_center.erasure")

_GOING = (Action.DELETE, Action.ANONYMISE)


@dataclass(frozen=True)
class Swept:
    """One run that was taken up: its reference, and the status it has now."""

    reference: str
    status: str

    @property
    def finished(self) -> bool:
        """Whether nothing is left that the site itself must do."""
        return self.status in (RunStatus.COMPLETE, RunStatus.AWAITING_DECISION)


def sweep(*, actor: Actor | None = None, progress: Teller | None = None) -> Iterator[Swept]:
    """Take up every run that is due, one after the other, and delete the files of retention.

    Safe to call at any time and by several at once: a run that somebody works on is left alone.
    """
    delete_files(None)
    for run in list(due()):
        try:
            if not _has_work(run):
                continue
            ended = resume(run, actor=actor or Actor.system(), progress=progress)
        except AlreadyRunning:
            continue
        except Exception as error:  # noqa: BLE001
            # One run that cannot go on stops no other; the text of the error may quote data.
            logger.error("Erasure %s could not go on: %s", run.reference, type(error).__name__)
            yield Swept(run.reference, RunStatus.PARTIAL)
            continue
        yield Swept(ended.reference, str(ended.status))


def due() -> QuerySet[ErasureRun]:
    """The unfinished runs that nobody works on and whose next attempt has come.

    Those that wait for a decision are among them: :func:`sweep` plans them anew.
    """
    now = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    ready = Q(retry_at=None) | Q(retry_at__lte=now)
    return (
        ErasureRun.objects.filter(free & ready, closed_at=None)
        .exclude(status=RunStatus.FAILED)
        .exclude(identifiers="")
        .order_by("created_at")
    )


def _has_work(run: ErasureRun) -> bool:
    if run.status == RunStatus.PARTIAL or run.told != run.status:
        return True
    return run.status == RunStatus.AWAITING_DECISION and _changed(run)


def _changed(run: ErasureRun) -> bool:
    """Whether a case or a hold has ended, a contract is performed, or the officer has decided."""
    stopped = any_waiting(run) or not run.steps.filter(status=StepStatus.WAITING).exists()
    if stopped and not person_is_held(subject_of_run(run)):
        return True
    steps = plan_of_run(run).steps
    if any(step.action in _GOING for step in steps):
        return True
    cut = {step_key(step) for step in steps if step.action == Action.MINIMISE}
    if cut - set(run.steps.values_list("key", flat=True)):
        # A claim has ended, and a law keeps less than it did.
        return True
    waits = {step_key(step): step.records for step in steps if step.action == Action.REVIEW}
    waited = run.steps.filter(status=StepStatus.WAITING)
    return waits != dict(waited.values_list("key", "records"))
