"""What goes into a package: each source is read once, and written to JSON, CSV and report."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator
from contextlib import ExitStack
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from ..sources import PersonalData, registry
from ..subjects import Subject
from .cells import CsvFile
from .elsewhere import held_elsewhere
from .facts import Facts
from .files import HeldFile, held_file
from .json_text import json_text
from .purposes import purposes
from .records import HEAD, Seen, groups_of_source, read
from .report import Report, Section
from .resources import Table, table_of
from .spool import Segment, Spool
from .values import plain
from .views import RecordView, view_of


class Contents:
    """The parts of one package, in the order in which they are made.

    :meth:`data_json` reads the records, and puts the CSV files and the report's tables aside; the
    other parts are complete once it has been read to its end.
    """

    def __init__(
        self,
        subject: Subject,
        language: str,
        slugs: Collection[str] | None,
        spools: ExitStack,
    ) -> None:
        self.subject = subject
        self.language = language
        self.slugs = slugs
        self.csv = spools.enter_context(Spool())
        self.csv_files: list[tuple[str, Segment]] = []
        self.files: list[HeldFile] = []
        self.missing_files: list[str] = []
        self._facts = Facts.of(subject, language)
        self._report = Report(self._facts, timezone.now(), spools.enter_context(Spool()))

    def data_json(self, schema: str) -> Iterator[bytes]:
        """``data.json``: the facts, every source with records, and what they are held for."""
        head = {
            "schema": schema,
            "generated_at": plain(self._report.generated_at),
            "language": self.language,
            **self._facts.to_json(),
        }
        yield f'{json_text(head)[:-1]},"sources":['.encode()
        some = False
        for source in registry.sources():
            some = (yield from self._source(source, "," if some else "")) or some
        self._report.elsewhere = held_elsewhere(self.subject, self.slugs, self.language)
        self._report.purposes = purposes(self._slugs(), self.language)
        tail = {
            "activities": [known.to_json() for known in self._report.purposes if known.slug],
            "held_elsewhere": [held.to_json() for held in self._report.elsewhere],
        }
        yield f"],{json_text(tail)[1:]}".encode()

    def report(self) -> Iterator[bytes]:
        """``report.html``, when everything else is in the package."""
        return self._report.render(self.missing_files)

    def _source(self, source: PersonalData, comma: str) -> Generator[bytes, None, bool]:
        """One source's entry, or nothing where it has no records; returns which it was."""
        table = table_of(source)
        start = self.csv.position
        csv_path = f"csv/{source.name}.csv"
        csv_file = None
        counts: dict[str, int] = {}
        for group in groups_of_source(source, self.subject, self.slugs):
            shown: list[RecordView] = []
            for records in read(group, lean=not table.own_resource):
                if csv_file is None:
                    csv_file = CsvFile(self.csv, table.names)
                    yield self._opening(source, comma)
                rows = [self._row(source, table, seen) for seen in records]
                for row in rows:
                    csv_file.add(row)
                separator = "," if counts else ""
                yield f"{separator}{json_text(rows)[1:-1]}".encode()
                counts[group.slug] = counts.get(group.slug, 0) + len(rows)
                if not shown:
                    shown = self._shown(source, records)
            if shown:
                section = Section(source, group.slug, shown, counts[group.slug], csv_path)
                self._report.add(section)
        if csv_file is None:
            return False
        self.csv_files.append((csv_path, self.csv.since(start)))
        yield self._closing(counts)
        return True

    def _opening(self, source: PersonalData, comma: str) -> bytes:
        with override(self.language):
            named = {"name": source.name, "title": str(source.title)}
        return f'{comma}{json_text(named)[:-1]},"records":['.encode()

    @staticmethod
    def _closing(counts: dict[str, int]) -> bytes:
        """Counts come last, since nobody knows them before the records have been read.

        Records stand activity by activity, so that ``activities`` tells which are held for what.
        """
        summary: dict[str, Any] = {"activity": next(iter(counts))}
        if len(counts) > 1:
            summary["activities"] = counts
        summary["record_count"] = sum(counts.values())
        return f"],{json_text(summary)[1:]}".encode()

    def _row(self, source: PersonalData, table: Table, seen: Seen) -> dict[str, Any]:
        record, names = seen
        row = {}
        for column in table.columns:
            if names is not source.columns and column.name not in names:
                continue
            if column.holds_file:
                held = held_file(source, record, column.name)
                row[column.name] = held.path if held else None
                if held:
                    self.files.append(held)
            else:
                row[column.name] = column.read(record)
        return row

    def _shown(self, source: PersonalData, records: list[Seen]) -> list[RecordView]:
        with override(self.language):
            return [view_of(source, record, names) for record, names in records[:HEAD]]

    def _slugs(self) -> set[str]:
        slugs = {section.slug for section in self._report.sections}
        if self.slugs is None:
            slugs |= {consent.slug for consent in self._facts.consents}
        return slugs | {held.activity for held in self._report.elsewhere}
