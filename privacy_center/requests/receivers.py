"""What requests listen to."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from ..erasure.models import ErasureRun
from ..signals import erasure_completed
from .erasing import follow


@receiver(erasure_completed, dispatch_uid="privacy_center.requests.run_ended")
def run_ended(sender: Any, run: ErasureRun, **named: Any) -> None:
    """A run that was taken up again, from wherever, moves its request on."""
    follow(run)
