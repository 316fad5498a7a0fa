"""The receipt's address and the words of its mail."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Site

from privacy_center.ledger import signed
from privacy_center.sources import registry

from .fates import Action, StepStatus
from .models import ErasureRun, ErasureStep


def receipt_path(run: ErasureRun) -> str:
    """The receipt's path on the site; empty where the site has not mounted the guest pages."""
    try:
        return reverse("privacy_guest:receipt", args=[run.token])
    except NoReverseMatch:
        return ""


def receipt_file(run: ErasureRun) -> dict[str, Any]:
    """The receipt as a document that the site can recognise later, with its signature.

    What it says is what the run says now; a later one of the same run may say more.
    """
    return signed(
        {
            **run.receipt(),
            "reference": run.reference,
            "asked_at": run.created_at.isoformat(),
            "finished_at": run.closed_at.isoformat() if run.closed_at else None,
            "issued_at": timezone.now().isoformat(timespec="seconds"),
        }
    )


def receipt_url(run: ErasureRun) -> str:
    """The receipt's absolute address, for a mail."""
    path = receipt_path(run)
    site = Site.objects.filter(is_default_site=True).first()
    return f"{site.root_url}{path}" if site and path else path


def office_url(run: ErasureRun) -> str:
    """The absolute address of the officer's page; empty where the admin is not mounted."""
    try:
        path = reverse("privacy_erasures:inspect", args=[run.pk])
    except NoReverseMatch:
        return ""
    return f"{get_admin_base_url() or ''}{path}"


def mail_context(run: ErasureRun) -> dict[str, Any]:
    """What the receipt's mail says: what stays, what waits, and where the whole of it stands."""
    steps = [step for step in run.steps.all() if not _is_part(step)]
    staying = (Action.MINIMISE, Action.KEEP)
    asked = run.requests.order_by("pk").last()
    return {
        "due_on": asked.due_on if asked else None,
        "receipt_url": receipt_url(run),
        "status": str(run.status),
        "kept": [step for step in steps if step.action in staying],
        "waiting": [step for step in steps if step.status == StepStatus.WAITING],
    }


def _is_part(step: ErasureStep) -> bool:
    """Whether the step's records are parts of others, whose line says it for them."""
    source = registry.get(step.source)
    return source is not None and bool(source.part_of)
