"""Writing to the privacy officers when an erasure fails, and once more when it is given up."""

from __future__ import annotations

from django.utils import timezone

from privacy_center.notices import alert_officers

from .fates import RunStatus, StepStatus
from .models import ErasureRun
from .receipts import office_url
from .standing import OURS


def alert(run: ErasureRun, *, broken: str = "") -> None:
    """Write to the officers, if the attempt that has just ended failed and they must know.

    ``broken`` is the kind of the error that ended it, where no step tells of it.
    """
    given_up = run.status == RunStatus.FAILED
    if not given_up and (run.status != RunStatus.PARTIAL or run.alerted_at is not None):
        return
    failed = run.steps.filter(status=StepStatus.FAILED)
    context = {
        "reference": run.reference,
        "office_url": office_url(run),
        "given_up": given_up,
        "broken": broken,
        "elsewhere": [told for told in run.elsewhere if told["status"] == StepStatus.FAILED],
        "failed": [{"title": step.title, "reason": step.reason} for step in failed],
        "residue": sum(found["count"] for found in run.residue if found["state"] == OURS),
    }
    if alert_officers("erasure_alert", context=context):
        run.alerted_at = timezone.now()
        run.save(update_fields=["alerted_at"])
