"""How far an erasure has come, as a fragment that the page asks for again and again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from ..erasure.fates import RunStatus
from ..erasure.models import ErasureRun
from ..erasure.progress import progress_of as counted_progress
from ..erasure.told import told_steps

FRAGMENT = "privacy_center/staff/parts/progress.html"


class ProgressView(PermissionRequiredMixin, View):
    """The steps and their counts, by pseudonym; nothing to change."""

    permission_required = "privacy_center.view_erasurerun"
    raise_exception = True

    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """The fragment alone."""
        return render(request, FRAGMENT, progress_of(get_object_or_404(ErasureRun, pk=pk)))


def progress_of(run: ErasureRun) -> dict[str, Any]:
    """What the fragment shows. ``working`` says whether a worker is at it right now."""
    counted = counted_progress(run)
    return {
        "run": run,
        "steps": told_steps(run),
        "done": counted.done,
        "records": counted.records,
        "working": counted.working,
        "can_retry": bool(run.identifiers)
        and not counted.working
        and run.status in (RunStatus.PARTIAL, RunStatus.FAILED),
    }
