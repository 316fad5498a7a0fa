"""What requests listen to."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from ..erasure.fates import RunStatus
from ..erasure.models import ErasureRun
from ..erasure.tasks import nudge
from ..ledger.noting import mark_known
from ..signals import erasure_completed, request_changed
from .erasing import follow


@receiver(erasure_completed, dispatch_uid="privacy_center.requests.run_ended")
def run_ended(sender: Any, run: ErasureRun, **named: Any) -> None:
    """A run that was taken up again, from wherever, moves its request on."""
    follow(run)


@receiver(erasure_completed, dispatch_uid="privacy_center.requests.mark_ledger")
def erasure_is_done(sender: Any, run: ErasureRun, **named: Any) -> None:
    """What is done, or waits for the officer, need not be carried out again after a restore."""
    if run.status in (RunStatus.COMPLETE, RunStatus.AWAITING_DECISION):
        mark_known(run.pk.hex)


@receiver(request_changed, dispatch_uid="privacy_center.requests.nudge")
def something_moved(sender: Any, **named: Any) -> None:
    """Whenever somebody uses a right, look whether an erasure has stopped."""
    nudge()
