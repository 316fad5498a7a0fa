"""How far a run has come, for the pages of the person and of the officer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from .fates import RunStatus
from .models import ErasureRun


@dataclass(frozen=True)
class RunProgress:
    """``done`` of ``records``. ``working``: a worker is at it. ``waiting``: none has come yet."""

    done: int
    records: int
    working: bool
    waiting: bool

    @property
    def under_way(self) -> bool:
        """Whether it goes on by itself, so that nothing has failed yet."""
        return self.working or self.waiting


def progress_of(run: ErasureRun) -> RunProgress:
    """Count it now."""
    counts = run.steps.aggregate(done=Sum("done"), records=Sum("records"))
    done, records = counts["done"] or 0, counts["records"] or 0
    working = run.lease_until is not None and run.lease_until > timezone.now()
    untried = run.status == RunStatus.PARTIAL and not run.attempts and bool(run.identifiers)
    return RunProgress(min(done, records), records, working, untried and not working)
