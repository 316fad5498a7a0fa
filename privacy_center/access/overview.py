"""Everything held about a person, for a page: by purpose, with what may be done about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Min
from django.utils.translation import override

from ..activities.book import ActivityBook
from ..days import day_of
from ..sources import PersonalData, registry
from ..sources.paths import resolve
from ..sources.reading import reading
from ..subjects import Subject
from .elsewhere import Elsewhere, held_elsewhere
from .entries import shown_under
from .items import RecordItem, items_of, rows_for_items
from .purposes import Purpose, purposes
from .records import Group, groups_of_source

#: Records of a source on the overview, and on a page of its own.
SHORT, LONG = 5, 50


@dataclass(frozen=True)
class SourceView:
    """Some records of a source, the latest first. ``after`` asks for the next; empty at the end.

    ``since`` is the day of the earliest, where the records have dates.
    """

    name: str
    title: str
    slug: str
    count: int
    records: list[RecordItem]
    after: str = ""
    since: dt.date | None = None


@dataclass(frozen=True)
class ActivityView:
    """A purpose, what is held for it here, and what is held for it elsewhere."""

    purpose: Purpose
    sources: list[SourceView]
    elsewhere: list[Elsewhere]

    @property
    def count(self) -> int:
        """The number of records, over all sources."""
        return sum(source.count for source in self.sources)

    @property
    def since(self) -> dt.date | None:
        """The day of the earliest record, over all sources."""
        return min((view.since for view in self.sources if view.since), default=None)


def overview(subject: Subject, language: str, *, size: int = SHORT) -> list[ActivityView]:
    """What is held about ``subject``, with the first ``size`` records of each source (Art. 15).

    As many queries for a million records as for one.
    """
    book = ActivityBook.open()
    found: dict[str, list[SourceView]] = {}
    with reading(subject):
        for source in registry.sources():
            for group in groups_of_source(source, subject):
                view = _view(group, language, book, None, size)
                if view is not None:
                    found.setdefault(group.slug, []).append(view)
    elsewhere = held_elsewhere(subject, None, language, ask=False)
    slugs = {*found, *(held.activity for held in elsewhere)}
    return [
        ActivityView(
            purpose,
            found.get(purpose.slug, []),
            [held for held in elsewhere if held.activity == purpose.slug],
        )
        for purpose in purposes(slugs, language)
    ]


def source_page(
    subject: Subject, name: str, slug: str, language: str, *, after: str = "", size: int = LONG
) -> SourceView | None:
    """The records of one source under one activity, by key from ``after`` on.

    None where the person has none there, or there is no such source.
    """
    source = registry.get(name)
    if source is None:
        return None
    key = _key(source, after)
    with reading(subject):
        for group in groups_of_source(source, subject, None if not slug else {slug}):
            if group.slug == slug:
                return _view(group, language, ActivityBook.open(), key, size)
    return None


def record_of(subject: Subject, name: str, key: str, language: str) -> RecordItem | None:
    """One record that the person may see; None for another's, as for one that does not exist."""
    source = registry.get(name)
    wanted = _key(source, key) if source else None
    if source is None or wanted is None:
        return None
    book = ActivityBook.open()
    for group in groups_of_source(source, subject):
        if group.rows.filter(pk=wanted).exists():
            rows = list(rows_for_items(source, [wanted]))
            with override(language):
                return next(iter(items_of(group, rows, book)), None)
    return None


def _view(
    group: Group, language: str, book: ActivityBook, after: Any, size: int
) -> SourceView | None:
    rows = group.rows.order_by("-pk")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    keys = list(rows.values_list("pk", flat=True)[: size + 1])
    if not keys:
        return None
    shown = list(rows_for_items(group.source, keys[:size]))
    # A part is held for as long as its whole, which stands beside it.
    path = "" if group.source.part_of else shown_under(group.source)
    many = bool(path) and resolve(group.source.model, path).many
    summary: dict[str, Any] = {"count": Count("pk", distinct=many)}
    if path:
        summary["since"] = Min(path)
    about = group.rows.aggregate(**summary)
    with override(language):
        return SourceView(
            name=group.source.name,
            title=str(group.source.title),
            slug=group.slug,
            count=about["count"],
            records=items_of(group, shown, book),
            after=str(keys[size - 1]) if len(keys) > size else "",
            since=day_of(about.get("since")),
        )


def _key(source: PersonalData, text: str) -> Any:
    """The key that ``text`` stands for; None where it stands for none."""
    if not text:
        return None
    try:
        return source.model._meta.pk.to_python(text)
    except ValidationError:
        return None


__all__ = [
    "ActivityView",
    "SourceView",
    "overview",
    "record_of",
    "source_page",
]
