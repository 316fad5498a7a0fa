"""From records to restrictions and back, set by set."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.functions import Cast

from .models import RestrictedRecord
from .registry import registry
from .restricting import insert_restrictions, renew_restrictions

#: The ground of a record that waits for the officer's decision.
UNDER_REVIEW = "review"


def key_text(key: Any) -> str:
    """A primary key as the restriction stores it: a form that every database casts back."""
    return key.hex if isinstance(key, uuid.UUID) else str(key)


def restricted_keys(
    model: type[Model], hashes: Iterable[str] | None = None, *, but: Iterable[str] = ()
) -> QuerySet[Any]:
    """The keys of ``model``'s restricted rows: of everybody, or of the person with ``hashes``.

    With ``but``: of everybody except the person with those.
    """
    rows = RestrictedRecord.objects.filter(source=model._meta.label_lower)
    if hashes is not None:
        rows = rows.filter(pseudonym__in=list(hashes))
    if but:
        rows = rows.exclude(pseudonym__in=list(but))
    return rows.annotate(key=Cast("record_key", model._meta.pk)).values("key")


def restrict(
    model: type[Model],
    keys: Iterable[Any],
    hashes: Iterable[str],
    ground: str,
    kept_until: dt.date | None,
) -> None:
    """Remember that rows outlive an erasure, under every hash that leads to the person.

    Doing it again only renews the ground and the date, also under hashes of an earlier attempt.
    """
    source, texts = model._meta.label_lower, [key_text(key) for key in keys]
    insert_restrictions(source, texts, list(hashes), ground, kept_until)
    renew_restrictions(source, texts, list(hashes), ground, kept_until)


def put_under_review(model: type[Model], keys: Iterable[Any], hashes: Iterable[str]) -> None:
    """Let hashes lead to rows of which nothing is decided; what is restricted already stays so."""
    texts = [key_text(key) for key in keys]
    insert_restrictions(
        model._meta.label_lower, texts, list(hashes), UNDER_REVIEW, None, renewing=False
    )


def release(model: type[Model], keys: Iterable[Any]) -> None:
    """Forget restrictions of rows that are gone."""
    rows = RestrictedRecord.objects.filter(source=model._meta.label_lower)
    if rows.exists():
        rows.filter(record_key__in=[key_text(key) for key in keys]).delete()


def any_restricted(model: type[Model]) -> bool:
    """Whether any row of ``model`` outlives an erasure, under anybody's hash."""
    return RestrictedRecord.objects.filter(source=model._meta.label_lower).exists()


def unrestricted(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """``queryset`` without restricted rows: what ordinary staff and marketing may see.

    What only waits for a decision is still worked with: an order under review is delivered. A
    part (``part_of``) is as restricted as its whole.
    """
    queryset = queryset.exclude(pk__in=_locked(queryset.model))
    steps: list[str] = []
    source = registry.get(queryset.model)
    while source is not None and (parent := registry.parent(source)) is not None:
        steps.append(source.part_of)
        queryset = queryset.exclude(**{f"{'__'.join(steps)}__in": _locked(parent.model)})
        source = parent
    return queryset


def _locked(model: type[Model]) -> QuerySet[Any]:
    return restricted_keys(model).exclude(ground=UNDER_REVIEW)
