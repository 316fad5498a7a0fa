"""Finding a word in what is held about a person, and in nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.db.models.lookups import Contains
from django.utils.translation import override

from ..ledger.pseudonyms import fold_letters
from ..sources import PersonalData, records_of, registry
from ..sources.folding import UnicodeLower
from ..sources.reading import reading
from ..sources.standing import fields_seen, seen_by
from ..subjects import Subject
from .entries import Entry, entry_of
from .records import for_display
from .views import FieldView, view_of

#: In characters. One letter finds everything, and a page of text nothing.
SHORTEST, LONGEST = 2, 100
#: How many records are shown.
MOST = 50
#: How many of each kind, the latest, are read as the person reads them: dates and choices in words.
READ = 100
_TEXT = ("CharField", "TextField", "EmailField", "SlugField", "URLField")


@dataclass(frozen=True)
class Results:
    """What was found. ``more`` says that there is more than is shown."""

    entries: list[Entry]
    more: bool = False


def search(subject: Subject, text: str, language: str) -> Results:
    """The records in which ``text`` stands: in a label, or in a value that the person sees.

    In every stored text, and in the latest :data:`READ` records of each kind also in dates,
    choices and numbers as they read in ``language``. What is encrypted or masked is not searched.
    Some queries for each kind of record, however many records there are.
    """
    wanted = fold_letters(" ".join(text.replace("\x00", "").split()))
    if not SHORTEST <= len(wanted) <= LONGEST:
        return Results([])
    found: list[Entry] = []
    with override(language), reading(subject):
        for source in registry.sources():
            if len(found) <= MOST:
                found += _found(source, subject, wanted)
    return Results(found[:MOST], len(found) > MOST)


def _found(source: PersonalData, subject: Subject, wanted: str) -> Iterator[Entry]:
    latest = list(for_display(source, seen_by(source, subject)).order_by("-pk")[:READ])
    if not latest:
        return
    stored = _stored(source, subject, wanted)
    known = {record.pk for record in stored}
    candidates = [*stored, *(record for record in latest if record.pk not in known)]
    seen = fields_seen(source, subject, [record.pk for record in candidates])
    for record in candidates:
        if record.pk not in seen:
            continue
        view = view_of(source, record, seen[record.pk])
        open_fields = tuple(field for field in view.fields if field.name not in source.masked)
        hits = tuple(field for field in open_fields if _says(field, wanted))
        # As stored, a value may differ from how it reads; whose record it is, is known already.
        in_store = record.pk in known and view.own
        if hits or in_store or wanted in fold_letters(view.label):
            yield entry_of(source, view, hits or open_fields)


def _stored(source: PersonalData, subject: Subject, wanted: str) -> list[Any]:
    """The person's own records in whose stored text it stands, the latest first."""
    condition = Q()
    for name in _searchable(source):
        condition |= Q(Contains(UnicodeLower(F(name)), wanted))
    if not condition:
        return []
    rows = for_display(source, records_of(source, subject)).filter(condition)
    return list(rows.order_by("-pk")[: MOST + 1])


def _searchable(source: PersonalData) -> Iterator[str]:
    for column in source.model._meta.concrete_fields:
        # What is read through a conversion is stored as something else, encrypted for instance.
        plain = column.get_internal_type() in _TEXT and not hasattr(column, "from_db_value")
        if plain and column.name in source.columns and column.name not in source.masked:
            yield column.name


def _says(field: FieldView, wanted: str) -> bool:
    return wanted in fold_letters(field.value)
