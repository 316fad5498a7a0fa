"""What is held outside this system: named in the plan, and erased where its declaration can."""

from __future__ import annotations

import logging
from typing import Any

from django.utils.translation import override

from privacy_center.sources import External, registry
from privacy_center.subjects import Subject

from .fates import HELD, StepStatus
from .models import ErasureRun

logger = logging.getLogger("privacy_center.erasure")

#: What nobody erases from here: the person asks for it as ``how_to_ask`` says.
ON_REQUEST = "on_request"


def named() -> list[dict[str, Any]]:
    """Everything declared as held outside, in the receipt's format. Asks nobody."""
    return [_entry(held) for held in registry.externals()]


def erase_elsewhere(run: ErasureRun, subject: Subject, *, held: bool) -> None:
    """Ask each system outside to erase the person, once; what was done before is not asked again.

    A system that fails is told as ``failed`` and asked again with the next attempt. Where the
    person is ``held`` nobody is asked: it is told as ``waiting`` until the hold is lifted.
    """
    done = {told["name"]: told for told in run.elsewhere if told["status"] == StepStatus.DONE}
    by_slug = {external.slug: external for external in registry.externals()}
    with override(run.language or None):
        told = [done.get(slug) or _entry(external) for slug, external in by_slug.items()]
        ground = str(HELD.ground)
    run.elsewhere = told
    for entry in told:
        if entry["status"] != StepStatus.PLANNED:
            continue
        if held:
            entry["status"], entry["reason"] = str(StepStatus.WAITING), ground
        else:
            _ask(by_slug[entry["name"]], entry, subject)
            run.save(update_fields=["elsewhere"])
    run.save(update_fields=["elsewhere"])


def any_failed(run: ErasureRun) -> bool:
    """Whether a system outside has not done what it was asked for."""
    return any(told["status"] in (StepStatus.FAILED, StepStatus.PLANNED) for told in run.elsewhere)


def any_waiting(run: ErasureRun) -> bool:
    """Whether a system outside has not been asked because of a hold."""
    return any(told["status"] == StepStatus.WAITING for told in run.elsewhere)


def _ask(held: External, entry: dict[str, Any], subject: Subject) -> None:
    erase: Any = held.erase
    try:
        records = erase(subject)
    except Exception as error:  # noqa: BLE001 - another system's failure stops nothing of ours
        # The text of the error may hold personal data.
        logger.error("The erasure of %s failed: %s", held.slug, type(error).__name__)
        entry["status"], entry["reason"] = str(StepStatus.FAILED), type(error).__name__
        return
    entry["status"], entry["reason"] = str(StepStatus.DONE), None
    if isinstance(records, int) and not isinstance(records, bool):
        entry["records"] = records


def _entry(held: External) -> dict[str, Any]:
    return {
        "name": held.slug,
        "activity": held.activity,
        "title": str(held.title),
        "how_to_ask": str(held.how_to_ask),
        "records": None,
        "status": ON_REQUEST if held.erase is None else str(StepStatus.PLANNED),
        "reason": None,
    }
