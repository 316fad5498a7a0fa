"""What goes into a package: each source is read once, and written to JSON, CSV and report."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from ..sources import PersonalData, registry
from ..subjects import Subject
from .elsewhere import held_elsewhere
from .facts import Facts
from .files import HeldFile
from .json_text import json_bytes
from .purposes import purposes
from .records import groups_of_source
from .report import Report, Section
from .selection import Selection, columns_chosen
from .spool import Segment, Spool
from .values import plain
from .writing import SourceWriter

#: Called with the number of records that have been read so far.
Teller = Callable[[int], None]


class Contents:
    """The parts of one package, in the order in which they are made.

    :meth:`data_json` reads the records, and puts the CSV files and the report's tables aside; the
    other parts are complete once it has been read to its end.
    """

    def __init__(
        self,
        subject: Subject,
        language: str,
        selection: Selection,
        spools: ExitStack,
        *,
        masked: bool = False,
        progress: Teller | None = None,
    ) -> None:
        self.subject = subject
        self.language = language
        self.selection = selection
        self.slugs = selection.slugs
        self.masked = masked
        self.csv = spools.enter_context(Spool())
        self.csv_files: list[tuple[str, Segment]] = []
        self.files: list[HeldFile] = []
        self.missing_files: list[str] = []
        self._progress = progress
        self._read = 0
        self._facts = Facts.of(subject, language)
        self._report = Report(
            self._facts, timezone.now(), spools.enter_context(Spool()), selection, masked
        )

    def data_json(self, schema: str) -> Iterator[bytes]:
        """``data.json``: the facts, every source with records, and what they are held for."""
        head = {
            "schema": schema,
            "generated_at": plain(self._report.generated_at),
            "language": self.language,
            "selection": self.selection.to_json(),
            "masked": self.masked,
            **self._facts.to_json(),
        }
        yield json_bytes(head)[:-1] + b',"sources":['
        some = False
        for source in registry.sources():
            some = (yield from self._source(source, b"," if some else b"")) or some
        self._report.elsewhere = held_elsewhere(self.subject, self.slugs, self.language)
        self._report.purposes = purposes(self._slugs(), self.language)
        tail = {
            "activities": [known.to_json() for known in self._report.purposes if known.slug],
            "held_elsewhere": [held.to_json() for held in self._report.elsewhere],
        }
        yield b"]," + json_bytes(tail)[1:]

    def report(self) -> Iterator[bytes]:
        """``report.html``, when everything else is in the package."""
        return self._report.render(self.missing_files)

    def _source(self, source: PersonalData, comma: bytes) -> Generator[bytes, None, bool]:
        """One source's entry, or nothing where it has no records; returns which it was."""
        names = columns_chosen(source, self.selection)
        if not names:
            return False
        writer = SourceWriter(
            source, names, self.selection, self.language, self.csv, masked=self.masked
        )
        start = self.csv.position
        counts: dict[str, int] = {}
        for group in groups_of_source(source, self.subject, self.slugs):
            for chunk in writer.chunks(group):
                if not counts:
                    yield self._opening(source, comma)
                separator = b"," if counts else b""
                yield separator + chunk.json
                counts[group.slug] = counts.get(group.slug, 0) + chunk.count
                self._tell(chunk.count)
            if group.slug in counts:
                self._report.add(
                    Section(source, group.slug, writer.shown, counts[group.slug], writer.csv_path)
                )
        if not counts:
            return False
        self.csv_files.append((writer.csv_path, self.csv.since(start)))
        self.files += writer.files
        yield self._closing(counts)
        return True

    def _opening(self, source: PersonalData, comma: bytes) -> bytes:
        with override(self.language):
            named = {"name": source.name, "title": str(source.title)}
        return comma + json_bytes(named)[:-1] + b',"records":['

    @staticmethod
    def _closing(counts: dict[str, int]) -> bytes:
        """Counts come last, since nobody knows them before the records have been read.

        Records stand activity by activity, so that ``activities`` tells which are held for what.
        """
        summary: dict[str, Any] = {"activity": next(iter(counts))}
        if len(counts) > 1:
            summary["activities"] = counts
        summary["record_count"] = sum(counts.values())
        return b"]," + json_bytes(summary)[1:]

    def _tell(self, count: int) -> None:
        self._read += count
        if self._progress is not None:
            self._progress(self._read)

    def _slugs(self) -> set[str]:
        slugs = {section.slug for section in self._report.sections}
        if self.slugs is None:
            slugs |= {consent.slug for consent in self._facts.consents}
        return slugs | {held.activity for held in self._report.elsewhere}
