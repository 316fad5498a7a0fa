"""The package for a person to read: one page that needs nothing else, on a screen or on paper."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language_bidi, override

from ..sources import PersonalData
from .elsewhere import Elsewhere
from .facts import Facts
from .purposes import Purpose
from .selection import Selection
from .spool import Segment, Spool
from .views import FieldView, RecordView

#: Longer values are cut in the report; the CSV has them whole. In characters.
LONGEST_VALUE = 2000
#: Up to so many columns the records of a source share a table; more do not fit on A4.
WIDEST_TABLE = 5


@dataclass(frozen=True)
class Section:
    """The first records of a source under one activity, and how many there are in all."""

    source: PersonalData
    slug: str
    records: list[RecordView]
    count: int
    csv_path: str


@dataclass(frozen=True)
class Chapter:
    """An activity in the report. ``tables`` stands where its records go."""

    purpose: Purpose
    count: int
    held_elsewhere: bool
    tables: SafeString


@dataclass
class Report:
    """Collects what the report says while the records pass by, and renders it at the end."""

    facts: Facts
    generated_at: dt.datetime
    spool: Spool
    selection: Selection = field(default_factory=Selection)
    masked: bool = False
    purposes: list[Purpose] = field(default_factory=list)
    elsewhere: list[Elsewhere] = field(default_factory=list)
    sections: list[_Placed] = field(default_factory=list)

    def add(self, section: Section) -> None:
        """Render the tables of a section now and put them aside: they are all that is kept."""
        start = self.spool.position
        with override(self.facts.language):
            title = str(section.source.title)
            self.spool.write(render_to_string(_TABLES, _tables_context(section, title)))
        self.sections.append(_Placed(section.slug, section.count, self.spool.since(start)))

    def render(self, missing_files: list[str]) -> Iterator[bytes]:
        """The page. Tables come from where they were put, so that they are never all in memory."""
        # Unguessable, so that no value of a record can stand for a place.
        mark = f"<!--{secrets.token_hex(16)}-->"
        html = self._frame(mark, missing_files)
        parts = html.split(mark)
        yield parts[0].encode()
        for purpose, part in zip(self.purposes, parts[1:], strict=True):
            placed = (at.segment for at in self.sections if at.slug == purpose.slug)
            yield from chain.from_iterable(map(self.spool.read, placed))
            yield part.encode()

    def _frame(self, mark: str, missing_files: list[str]) -> str:
        language = self.facts.language
        with override(language):
            chapters = [self._chapter(purpose, mark) for purpose in self.purposes]
            titles = {purpose.slug: purpose.title for purpose in self.purposes}
            return render_to_string(
                "privacy_center/report/report.html",
                {
                    "language": language,
                    "direction": "rtl" if get_language_bidi() else "ltr",
                    "facts": self.facts,
                    "generated_at": self.generated_at,
                    "chapters": chapters,
                    "total": sum(chapter.count for chapter in chapters),
                    "consents": [
                        (titles.get(consent.slug, consent.slug), consent)
                        for consent in self.facts.consents
                    ],
                    "elsewhere": self.elsewhere,
                    "missing_files": missing_files,
                    "selection": self.selection,
                    "masked": self.masked,
                },
            )

    def _chapter(self, purpose: Purpose, mark: str) -> Chapter:
        mine = [placed for placed in self.sections if placed.slug == purpose.slug]
        return Chapter(
            purpose,
            sum(placed.count for placed in mine),
            any(held.activity == purpose.slug for held in self.elsewhere),
            mark_safe(mark),  # noqa: S308 - ours, and random
        )


@dataclass(frozen=True)
class _Placed:
    slug: str
    count: int
    segment: Segment


_TABLES = "privacy_center/report/records.html"


def _tables_context(section: Section, title: str) -> dict[str, object]:
    records = [_cut(record) for record in section.records]
    whole = [record for record in records if record.own]
    header = whole[0].fields if whole else ()
    return {
        "title": title,
        "name": f"{section.source.name}-{section.slug}".replace(".", "-"),
        "count": section.count,
        "csv_path": section.csv_path,
        "shown": len(records),
        "more": section.count > len(records),
        # Another person's record has columns of its own, and gets a table of its own.
        "header": header if len(header) <= WIDEST_TABLE else (),
        "rows": whole if len(header) <= WIDEST_TABLE else [],
        "cards": [record for record in records if len(header) > WIDEST_TABLE or not record.own],
    }


def _cut(record: RecordView) -> RecordView:
    fields = tuple(
        FieldView(view.name, view.label, Truncator(view.value).chars(LONGEST_VALUE))
        for view in record.fields
    )
    return RecordView(record.pk, record.label, fields, record.own)
