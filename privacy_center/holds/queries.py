"""What holds and decisions say about rows, as conditions for the database."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from ..sources import PersonalData, registry
from ..sources.key_lists import key_list
from .models import ErasureDecision, HoldGround, LegalHold
from .record_keys import parsed

if TYPE_CHECKING:
    from privacy_center.subjects import Subject

logger = logging.getLogger("privacy_center.holds")


def person_is_held(subject: Subject) -> bool:
    """Whether a hold lies on everything of ``subject``."""
    return LegalHold.objects.filter(
        pseudonym__in=subject.hashes, ground=HoldGround.CLAIM, lifted_at=None
    ).exists()


def any_hold() -> bool:
    """Whether anything or anybody is on hold."""
    return LegalHold.objects.filter(lifted_at=None).exists()


def held_people() -> frozenset[str]:
    """The hashes of everybody on hold."""
    rows = LegalHold.objects.filter(lifted_at=None).exclude(pseudonym="")
    return frozenset(rows.values_list("pseudonym", flat=True))


def held_keys(model: type[Model], ground: str | None = None) -> QuerySet[Any]:
    """The keys of ``model``'s rows that a hold names, of one ground or of any.

    A hold on a part holds the whole, since both share one fate.
    """
    holds = LegalHold.objects.filter(lifted_at=None)
    if ground is not None:
        holds = holds.filter(ground=ground)
    return model._base_manager.filter(_held(model, registry.get(model), holds)).values("pk")


def decided_keys(model: type[Model]) -> QuerySet[Any]:
    """The keys of ``model``'s rows that the officer has decided to erase."""
    decisions = _keys(model, ErasureDecision.objects.all())
    return model._base_manager.filter(pk__in=decisions).values("pk")


def _held(model: type[Model], source: PersonalData | None, holds: QuerySet[Any]) -> Q:
    condition = Q(pk__in=_keys(model, holds))
    for child in registry.children(source) if source else ():
        parts = child.rows().filter(_held(child.model, child, holds))
        condition |= Q(pk__in=parts.values(child.part_of))
    return condition


def _keys(model: type[Model], named: QuerySet[Any]) -> Any:
    """The keys that ``named`` gives for ``model``, read here and not by the database.

    PostgreSQL would fail the whole statement over one text that is no key, and so keep everybody
    from erasing; SQLite would take it for another key.
    """
    named = named.filter(source=model._meta.label_lower).exclude(record_key="")
    return key_list(model, _readable(model, named))


def _readable(model: type[Model], named: QuerySet[Any]) -> Iterator[Any]:
    for pk, text in named.order_by("pk").values_list("pk", "record_key"):
        try:
            yield parsed(model, text)
        except ValidationError:
            # What was typed may name a person: it is not repeated.
            kind, label = named.model._meta.verbose_name, model._meta.label_lower
            logger.error("The %s %s names no record of %s and binds nothing.", kind, pk, label)
