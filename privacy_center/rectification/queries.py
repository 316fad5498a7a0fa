"""What a person has asked to have corrected, and what stands beside their records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from ..sources import PersonalData
from ..sources.restricted import key_text
from ..subjects import Subject
from .models import CorrectionNote, CorrectionProposal, ProposalState


def proposals_of(subject: Subject) -> QuerySet[CorrectionProposal]:
    """The person's proposals, the latest first."""
    return CorrectionProposal.objects.filter(subject__in=subject.hashes)


def notes_of(subject: Subject) -> QuerySet[CorrectionNote]:
    """The person's notes, the earliest first."""
    return CorrectionNote.objects.filter(subject__in=subject.hashes)


def notes_beside(
    source: PersonalData, subject: Subject, keys: Iterable[Any]
) -> dict[tuple[Any, str], list[CorrectionNote]]:
    """By key and field, the person's notes beside the records with ``keys``; one query."""
    return _by_place(notes_of(subject), source, keys)


def waiting_for(
    source: PersonalData, subject: Subject, keys: Iterable[Any]
) -> dict[tuple[Any, str], list[CorrectionProposal]]:
    """By key and field, the person's proposals that nobody has decided on yet; one query."""
    return _by_place(proposals_of(subject).filter(state=ProposalState.PENDING), source, keys)


def _by_place(
    rows: QuerySet[Any], source: PersonalData, keys: Iterable[Any]
) -> dict[tuple[Any, str], list[Any]]:
    texts = {key_text(key): key for key in keys}
    found: dict[tuple[Any, str], list[Any]] = {}
    for row in rows.filter(source=source.name, record_key__in=list(texts)):
        found.setdefault((texts[row.record_key], row.field), []).append(row)
    return found
