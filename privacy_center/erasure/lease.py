"""One worker at a time: a row is leased, and the lease is renewed with every batch.

For any model with ``lease_until`` and ``lease_owner``: an erasure, or another piece of work.
"""

from __future__ import annotations

import datetime as dt
import math
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from privacy_center.conf import settings


class AlreadyRunning(Exception):
    """Another worker is carrying this out right now."""

    def __init__(self) -> None:
        super().__init__("This is being carried out right now. Try again later.")


class LeaseLost(AlreadyRunning):
    """A worker was silent for so long that another took over."""


def take(run: Any) -> None:
    """Have the run for oneself. Raises :class:`AlreadyRunning` while another worker does."""
    now = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    owner = uuid.uuid4().hex
    if (
        not type(run)
        ._base_manager.filter(free, pk=run.pk)
        .update(lease_until=_until(now), lease_owner=owner)
    ):
        raise AlreadyRunning
    run.refresh_from_db()


def renew(run: Any) -> None:
    """Say that the work goes on, in the transaction of the batch.

    Raises :class:`LeaseLost`, so that the batch is rolled back, where another worker has it.
    """
    mine = type(run)._base_manager.filter(pk=run.pk, lease_owner=run.lease_owner)
    if not mine.update(lease_until=_until(timezone.now())):
        raise LeaseLost


def renewing(run: Any) -> Callable[[], None]:
    """Like :func:`renew`, for work that is cut into small pieces which write nothing.

    The lease lasts far longer than one of them, so most calls ask the database nothing.
    """
    renewed = -math.inf

    def working() -> None:
        nonlocal renewed
        if time.monotonic() - renewed > settings.LEASE_SECONDS / 10:
            renew(run)
            renewed = time.monotonic()

    return working


def write(run: Any, *fields: str) -> None:
    """Save ``fields`` of the run while nobody else has it. Raises as :func:`renew` does."""
    with transaction.atomic():
        renew(run)
        run.save(update_fields=fields)


def give_back(run: Any) -> None:
    """Let the next worker have it at once; nothing where another has it already."""
    mine = type(run)._base_manager.filter(pk=run.pk, lease_owner=run.lease_owner)
    mine.update(lease_until=None, lease_owner="")
    run.lease_until, run.lease_owner = None, ""


def _until(now: dt.datetime) -> dt.datetime:
    return now + dt.timedelta(seconds=settings.LEASE_SECONDS)
