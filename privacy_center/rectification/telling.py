"""Telling those who got the data that it was corrected (Art. 19)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ..activities.models import Recipient
from ..audit import Actor, record
from ..sources import PersonalData
from ..sources.restricted import key_text
from ..sources.standing import conditions_of
from ..subjects import Subject
from .models import RecipientNotice


def note_recipients(
    subject: Subject, source: PersonalData, row: Any, fields: Sequence[str]
) -> None:
    """Write down whom the correction of ``row`` concerns: each recipient of what it is held for.

    What still waits for the same record is told of with it, once.
    """
    slug = next(
        (
            slug
            for slug, condition in conditions_of(source).items()
            if source.rows().filter(condition, pk=row.pk).exists()
        ),
        "",
    )
    about = {"source": source.name, "record_key": key_text(row.pk)}
    waiting = {notice.recipient_id: notice for notice in notices_waiting().filter(**about)}
    for recipient in Recipient.objects.filter(activities__slug=slug, activities__live=True):
        notice = waiting.get(recipient.pk)
        if notice is None:
            notice = RecipientNotice(recipient=recipient, subject=subject.pseudonym, **about)
        notice.fields = sorted({*notice.fields, *fields})
        notice.save()


def notices_waiting() -> QuerySet[RecipientNotice]:
    """Recipients whom nobody has told yet, the earliest first."""
    return RecipientNotice.objects.filter(told_at=None)


@transaction.atomic
def mark_told(notice: RecipientNotice, *, officer: Any) -> bool:
    """Note that ``officer`` has told the recipient. False where somebody had already."""
    mine = notices_waiting().filter(pk=notice.pk)
    if not mine.update(told_at=timezone.now(), told_by=officer):
        return False
    record(
        "recipient_told",
        actor=Actor.staff(officer),
        subject=notice.subject,
        recipient=notice.recipient.slug,
        source=notice.source,
        fields=notice.fields,
    )
    return True
