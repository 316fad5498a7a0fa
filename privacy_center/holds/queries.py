"""What holds and decisions say about rows, as conditions for the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.db.models.functions import Cast

from .models import ErasureDecision, HoldGround, LegalHold

if TYPE_CHECKING:
    from privacy_center.subjects import Subject


def person_is_held(subject: Subject) -> bool:
    """Whether a hold lies on everything of ``subject``."""
    return LegalHold.objects.filter(
        pseudonym__in=subject.hashes, ground=HoldGround.CLAIM, lifted_at=None
    ).exists()


def held_people() -> frozenset[str]:
    """The hashes of everybody on hold."""
    rows = LegalHold.objects.filter(lifted_at=None).exclude(pseudonym="")
    return frozenset(rows.values_list("pseudonym", flat=True))


def held_keys(model: type[Model], ground: str | None = None) -> QuerySet[Any]:
    """The keys of ``model``'s rows that a hold names, of one ground or of any."""
    holds = LegalHold.objects.filter(source=model._meta.label_lower, lifted_at=None)
    if ground is not None:
        holds = holds.filter(ground=ground)
    return _keys(model, holds)


def decided_keys(model: type[Model]) -> QuerySet[Any]:
    """The keys of ``model``'s rows that the officer has decided to erase."""
    return _keys(model, ErasureDecision.objects.filter(source=model._meta.label_lower))


def _keys(model: type[Model], rows: QuerySet[Any]) -> QuerySet[Any]:
    named = rows.exclude(record_key="")
    return named.annotate(key=Cast("record_key", model._meta.pk)).values("key")
