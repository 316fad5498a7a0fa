"""When the processing records last changed, for the date that a policy shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q
from wagtail.models import ModelLogEntry

from ..activities.models import (
    Controller,
    DataCategory,
    FinancialYear,
    ProcessingActivity,
    Recipient,
)

_PLAIN = (Controller, DataCategory, FinancialYear, Recipient)
_WRITTEN = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.delete")
_PUBLISHED = ("wagtail.publish", "wagtail.unpublish", "wagtail.delete")


def records_changed_at(activities: Iterable[ProcessingActivity]) -> datetime | None:
    """The last change to what a policy shows of the records; None before the first.

    From the activities themselves and from Wagtail's log of edits, which also knows what was
    unpublished or deleted. A draft changes nothing that a visitor sees, and does not count.
    """
    kinds = ContentType.objects.get_for_models(*_PLAIN, ProcessingActivity)
    logged = ModelLogEntry.objects.filter(
        Q(content_type__in=[kinds[model] for model in _PLAIN], action__in=_WRITTEN)
        | Q(content_type=kinds[ProcessingActivity], action__in=_PUBLISHED)
    ).aggregate(last=Max("timestamp"))["last"]
    return max((at for at in (logged, *(a.changed_at for a in activities)) if at), default=None)
