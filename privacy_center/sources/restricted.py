"""From records to restrictions and back, set by set."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.functions import Cast

from .models import RestrictedRecord

#: The ground of a record that waits for the officer's decision.
UNDER_REVIEW = "review"


def key_text(key: Any) -> str:
    """A primary key as the restriction stores it: a form that every database casts back."""
    return key.hex if isinstance(key, uuid.UUID) else str(key)


def restricted_keys(model: type[Model], hashes: Iterable[str] | None = None) -> QuerySet[Any]:
    """The keys of ``model``'s restricted rows: of everybody, or of the person with ``hashes``."""
    rows = RestrictedRecord.objects.filter(source=model._meta.label_lower)
    if hashes is not None:
        rows = rows.filter(pseudonym__in=list(hashes))
    return rows.annotate(key=Cast("record_key", model._meta.pk)).values("key")


def restrict(
    model: type[Model],
    keys: Iterable[Any],
    hashes: Iterable[str],
    ground: str,
    kept_until: dt.date | None,
) -> None:
    """Remember that rows outlive an erasure, under every hash that leads to the person.

    Doing it again only renews the ground and the date.
    """
    hashes, keys = list(hashes), list(keys)
    RestrictedRecord.objects.bulk_create(
        [
            RestrictedRecord(
                source=model._meta.label_lower,
                record_key=key_text(key),
                pseudonym=hashed,
                ground=ground,
                kept_until=kept_until,
            )
            for key in keys
            for hashed in hashes
        ],
        update_conflicts=True,
        unique_fields=["source", "record_key", "pseudonym"],
        update_fields=["ground", "kept_until"],
    )
    # Hashes of an earlier attempt, such as the account's, follow.
    RestrictedRecord.objects.filter(
        source=model._meta.label_lower, record_key__in=[key_text(key) for key in keys]
    ).update(ground=ground, kept_until=kept_until)


def release(model: type[Model], keys: Iterable[Any]) -> None:
    """Forget restrictions of rows that are gone."""
    RestrictedRecord.objects.filter(
        source=model._meta.label_lower, record_key__in=[key_text(key) for key in keys]
    ).delete()


def unrestricted(queryset: QuerySet[Any]) -> QuerySet[Any]:
    """``queryset`` without restricted rows: what ordinary staff and marketing may see.

    What only waits for a decision is still worked with: an order under review is delivered.
    """
    kept = restricted_keys(queryset.model).exclude(ground=UNDER_REVIEW)
    return queryset.exclude(pk__in=kept)
