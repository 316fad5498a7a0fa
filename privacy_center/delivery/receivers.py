"""What packages listen to."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from ..signals import erasure_completed
from ..subjects import Subject
from .sweeping import forget


@receiver(erasure_completed, dispatch_uid="privacy_center.delivery.erased")
def person_is_erased(sender: Any, subject: Subject, **named: Any) -> None:
    """A copy of what was erased must not wait to be fetched, whatever else a law keeps."""
    forget(subject)
