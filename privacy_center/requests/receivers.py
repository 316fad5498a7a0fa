"""What requests listen to."""

from __future__ import annotations

from typing import Any

from ..erasure.models import ErasureRun
from ..signals import erasure_completed
from .erasing import follow


def run_ended(sender: Any, run: ErasureRun, **named: Any) -> None:
    """A run that was taken up again, from wherever, moves its request on."""
    follow(run)


def connect() -> None:
    """Start listening; a second call changes nothing."""
    erasure_completed.connect(run_ended, dispatch_uid="privacy_center.requests")
