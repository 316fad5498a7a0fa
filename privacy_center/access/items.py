"""Records on a page: values in words, until when they are kept, and how they are corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ..activities.book import ActivityBook
from ..activities.choices import CountsFrom
from ..days import day_of
from ..rectification import Way, Ways
from ..rectification.queries import notes_beside, waiting_for
from ..sources import PersonalData
from ..sources.dated import date_at
from ..sources.models import RestrictedRecord
from ..sources.restricted import UNDER_REVIEW, key_text
from ..sources.standing import date_path, fields_seen
from ..subjects import Subject
from .records import Group, for_display
from .views import FieldView, view_of

#: What the date that retention counts from is called on a row.
SINCE = "privacy_counts_from"


@dataclass(frozen=True)
class FieldItem(FieldView):
    """A value, the way to correct it, and what the person has said of it already."""

    way: Way = Way.NONE
    notes: tuple[str, ...] = ()
    proposal: int | None = None
    """The key of a proposal that waits for an answer."""
    masked: bool = False
    """Whether the value is only hinted at until the person asks for it."""


@dataclass(frozen=True)
class RecordItem:
    """One record. ``restricted``: the law keeps it after an erasure, and nothing else uses it."""

    source: str
    pk: Any
    label: str
    fields: tuple[FieldItem, ...]
    own: bool
    kept_until: dt.date | None
    restricted: bool

    @property
    def key(self) -> str:
        """The key as an address has it."""
        return str(self.pk)

    @property
    def correctable(self) -> bool:
        """Whether the person can do something about any value."""
        return any(field.way for field in self.fields)

    @property
    def masked(self) -> bool:
        """Whether some value is only hinted at."""
        return any(field.masked for field in self.fields)


def rows_for_items(source: PersonalData, keys: Sequence[Any]) -> QuerySet[Any]:
    """The rows with ``keys``, the last key first, with all that :func:`items_of` reads of a row.

    Keys first, and then what is read of a few rows: the database need not sort all of it.
    """
    rows = for_display(source, source.rows().filter(pk__in=keys)).order_by("-pk")
    path = date_path(source)
    return rows.annotate(**{SINCE: date_at(source.model, path)}) if path else rows


def items_of(group: Group, rows: Sequence[Any], book: ActivityBook) -> list[RecordItem]:
    """``rows`` of the group for a page, in the active language; queries do not grow with them."""
    source, subject = group.source, group.subject
    keys = [row.pk for row in rows]
    seen = fields_seen(source, subject, keys)
    ways = Ways.of(source, subject, keys, book=book)
    notes = notes_beside(source, subject, keys)
    waiting = waiting_for(source, subject, keys)
    restricted = _restricted(source, subject, keys)
    items = []
    for row in rows:
        if row.pk not in seen:
            continue
        view = view_of(source, row, seen[row.pk])
        fields = tuple(
            FieldItem(
                field.name,
                field.label,
                field.value,
                ways.way(row, field.name),
                tuple(note.text for note in notes.get((row.pk, field.name), ())),
                next((said.pk for said in waiting.get((row.pk, field.name), ())), None),
                bool(field.value) and field.name in source.masked,
            )
            for field in view.fields
        )
        until = restricted.get(row.pk) or _kept_until(group, row, book)
        items.append(
            RecordItem(
                source.name, row.pk, view.label, fields, view.own, until, row.pk in restricted
            )
        )
    return items


def _restricted(
    source: PersonalData, subject: Subject, keys: Sequence[Any]
) -> dict[Any, dt.date | None]:
    texts = {key_text(key): key for key in keys}
    rows = RestrictedRecord.objects.filter(
        source=source.name, pseudonym__in=subject.hashes, record_key__in=list(texts)
    ).exclude(ground=UNDER_REVIEW)
    return {texts[row.record_key]: row.kept_until for row in rows}


def _kept_until(group: Group, row: Any, book: ActivityBook) -> dt.date | None:
    """The last day by the rule; None without one, or while the account that it waits for lives."""
    activity = book.get(group.slug)
    day = day_of(getattr(row, SINCE, None))
    if activity is None or day is None:
        return None
    if activity.counts_from == CountsFrom.RELATION and group.subject.user is not None:
        return None
    return book.kept_until(activity, day)
