"""Everything about a person by date, whatever kind of record it is: the latest first."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import DateTimeField, Q
from django.utils.translation import override

from ..days import day_of, moment_of
from ..ledger import BrokenSeal, decrypt, encrypt
from ..sources import PersonalData, registry
from ..sources.dated import date_at
from ..sources.paths import resolve
from ..sources.reading import reading
from ..sources.restricted import key_text
from ..sources.standing import fields_seen, seen_by
from ..subjects import Subject
from .entries import Entry, entry_of, shown_under
from .records import for_display
from .views import view_of

#: Lines of a page.
SIZE = 30
_AT = "privacy_at"
_PURPOSE = "timeline"


@dataclass(frozen=True)
class Timeline:
    """One page. ``after`` asks for the next; empty at the end."""

    entries: list[Entry]
    after: str = ""


@dataclass(frozen=True)
class _Place:
    """Where a page ended: after this record among all that there are."""

    at: dt.datetime
    source: str
    key: str


def timeline(subject: Subject, language: str, *, after: str = "", size: int = SIZE) -> Timeline:
    """The records that ``subject`` may see anything of, by the date that each stands under.

    Parts of other records, and records without a date, are left out. Some queries for each kind
    of record, however many records there are. An ``after`` that means nothing begins anew.
    """
    place = _read(after)
    with override(language), reading(subject):
        found = [
            entry
            for source in registry.sources()
            if not source.part_of and shown_under(source)
            for entry in _entries(source, subject, place, size + 1)
        ]
    # Stable: within a source the order is the database's.
    found.sort(key=lambda entry: entry.source)
    found.sort(key=lambda entry: entry.at.timestamp() if entry.at else 0.0, reverse=True)
    page = found[:size]
    return Timeline(page, _write(page[-1]) if len(found) > size else "")


def _entries(
    source: PersonalData, subject: Subject, place: _Place | None, most: int
) -> Iterator[Entry]:
    path = shown_under(source)
    timed = isinstance(resolve(source.model, path).end, DateTimeField)
    at = {_AT: date_at(source.model, path)}
    rows = seen_by(source, subject).annotate(**at).filter(**{f"{_AT}__isnull": False})
    if place is not None:
        rows = rows.filter(_beyond(source, place, timed))
    # Keys first: the database then sorts these alone, and not all that is read of the records.
    keys = list(rows.order_by(f"-{_AT}", "-pk").values_list("pk", flat=True)[:most])
    if not keys:
        return
    records = for_display(source, source.rows().filter(pk__in=keys)).annotate(**at)
    seen = fields_seen(source, subject, keys)
    for record in records.order_by(f"-{_AT}", "-pk"):
        if record.pk in seen:
            view = view_of(source, record, seen[record.pk])
            shown = tuple(field for field in view.fields if field.name in source.fields)
            yield entry_of(source, view, shown, at=moment_of(getattr(record, _AT)), timed=timed)


def _beyond(source: PersonalData, place: _Place, timed: bool) -> Q:
    """The rows of ``source`` that come after ``place``."""
    at: Any = place.at
    level = Q(**{_AT: at})
    if not timed:
        at = day_of(place.at)
        start = moment_of(at)
        if start < place.at:
            return Q(**{f"{_AT}__lte": at})
        level = Q(**{_AT: at})
    earlier = Q(**{f"{_AT}__lt": at})
    if source.name < place.source:
        return earlier
    if source.name > place.source:
        return earlier | level
    try:
        key = source.model._meta.pk.to_python(place.key)
    except ValidationError:
        return earlier
    return earlier | level & Q(pk__lt=key)


def _write(entry: Entry) -> str:
    """Sealed: a date and a key may say more than an address should."""
    at = entry.at.isoformat() if entry.at else ""
    return encrypt(json.dumps([at, entry.source, key_text(entry.pk)]), purpose=_PURPOSE)


def _read(after: str) -> _Place | None:
    if not after:
        return None
    try:
        at, source, key = json.loads(decrypt(after, purpose=_PURPOSE))
        return _Place(dt.datetime.fromisoformat(at), source, key)
    except (BrokenSeal, ValueError):
        return None
