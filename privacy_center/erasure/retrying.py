"""When an erasure that left something undone is tried again, and when it is given up."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from privacy_center.conf import settings

from .fates import RunStatus
from .models import ErasureRun

_FIRST = dt.timedelta(minutes=5)
_LONGEST = dt.timedelta(days=1)


def wait_after(attempts: int) -> dt.timedelta:
    """How long to wait after so many attempts in a row: twice as long each time, a day at most."""
    return min(_FIRST * 2 ** min(attempts - 1, 20), _LONGEST)


def count_attempt(run: ErasureRun) -> None:
    """Set ``run`` for its next attempt by its status; the caller saves it.

    What failed for the last time is ``failed`` and waits for the officer.
    """
    if run.status not in (RunStatus.PARTIAL, RunStatus.FAILED):
        run.attempts, run.retry_at = 0, None
        return
    run.attempts += 1
    if run.attempts >= settings.ERASURE_ATTEMPTS:
        run.status, run.retry_at = RunStatus.FAILED, None
        return
    run.retry_at = timezone.now() + wait_after(run.attempts)


def count_mail(run: ErasureRun) -> None:
    """Set ``run`` for another attempt at a mail that could not be sent; the caller saves it."""
    run.attempts = min(run.attempts + 1, settings.ERASURE_ATTEMPTS)
    run.retry_at = timezone.now() + wait_after(run.attempts)
