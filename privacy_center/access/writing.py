"""The records of one source as JSON and CSV, chunk by chunk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import override

from ..sources import PersonalData
from .cells import CsvFile
from .files import HeldFile, held_file, named_file
from .json_text import json_bytes
from .lines import in_columns
from .records import Group, Seen, read_head, read_rest, read_stored
from .resources import Column, table_of
from .selection import Selection
from .spool import Spool
from .values import plain
from .views import RecordView, view_of
from .withholding import Withheld


@dataclass(frozen=True)
class Chunk:
    """Some records: their JSON without brackets around it, and how many they are."""

    json: bytes
    count: int


class SourceWriter:
    """Writes one source: lines to the CSV, JSON to the caller, and the first records in words."""

    def __init__(
        self,
        source: PersonalData,
        names: tuple[str, ...],
        selection: Selection,
        language: str,
        spool: Spool,
        *,
        masked: bool,
    ) -> None:
        self.source = source
        self.csv_path = f"csv/{source.name}.csv"
        self.files: list[HeldFile] = []
        self.shown: list[RecordView] = []
        self._names = names
        self._whole = names == source.columns
        self._own_alone = selection.portability
        self._language = language
        self._masked = masked
        self._withheld = Withheld(source, masked=masked)
        self._table = table_of(source, names)
        if masked:
            # Nobody knows what a site's own columns are made of.
            declared = tuple(column for column in self._table.columns if column.declared)
            self._table = replace(self._table, columns=declared)
        self._spool = spool
        self._csv: CsvFile | None = None

    def chunks(self, group: Group) -> Iterator[Chunk]:
        """The group's records; afterwards :attr:`shown` has the first of them in words."""
        self.shown = []
        head, after = read_head(group)
        if own := self._chosen(head):
            yield self._records(own, shown=True)
        if after is None:
            return
        rest: QuerySet[Any] | None = group.rows
        if self._withheld.nothing and self._table.stored is not None:
            for rows in read_stored(group, after, self._table.stored):
                yield self._stored(rows)
            rest = group.shared
        if rest is None:
            return
        lean = not self._table.own_resource and self._withheld.nothing
        for records in read_rest(group, rest, after, lean=lean):
            if own := self._chosen(records):
                yield self._records(own)

    def _chosen(self, records: list[Seen]) -> list[Seen]:
        """Of somebody else's record nothing was given by the person, though some is about them."""
        if not self._own_alone:
            return records
        return [seen for seen in records if seen[1] is self.source.columns]

    def _records(self, records: list[Seen], *, shown: bool = False) -> Chunk:
        # What a source says in place of a value may be words.
        with override(self._language):
            rows = [self._row(seen) for seen in records]
            if shown:
                self.shown = [self._view(*seen) for seen in records]
        self._name_files(records)
        self._open_csv().add(*rows)
        return Chunk(json_bytes(rows)[1:-1], len(rows))

    def _stored(self, rows: list[tuple[Any, ...]]) -> Chunk:
        typed, cells = in_columns(rows)
        self._open_csv().add_lines(zip(*cells, strict=True))
        names = self._table.names
        records = [dict(zip(names, values, strict=True)) for values in zip(*typed, strict=True)]
        return Chunk(json_bytes(records)[1:-1], len(records))

    def _open_csv(self) -> CsvFile:
        if self._csv is None:
            self._csv = CsvFile(self._spool, self._table.names)
        return self._csv

    def _row(self, seen: Seen) -> dict[str, Any]:
        record, names = seen
        own = names is self.source.columns
        return {
            column.name: self._value(record, column)
            for column in self._table.columns
            if own or column.name in names
        }

    def _value(self, record: Any, column: Column) -> Any:
        if column.declared and not self._withheld.nothing:
            kept_back, instead = self._withheld.instead(record, column.name)
            if kept_back:
                return plain(instead)
        if not column.holds_file:
            return column.read(record)
        held = held_file(self.source, record, column.name)
        if held is None:
            return None
        self.files.append(held)
        return held.path

    def _view(self, record: Any, names: tuple[str, ...]) -> RecordView:
        """The record in words, without what is kept back; its label may repeat that, and goes too.

        A source that says both what it keeps back and what a record is called is believed.
        """
        view = view_of(self.source, record, names)
        fields, kept_back = [], False
        for field in view.fields:
            if field.name in self._names:
                instead = self._withheld.instead(record, field.name)
                fields.append(replace(field, value=str(instead[1])) if instead[0] else field)
                kept_back |= instead[0]
        label = view.label
        if kept_back and (self._masked or type(self.source).label is PersonalData.label):
            label = str(capfirst(self.source.model._meta.verbose_name))
        return replace(view, label=label, fields=tuple(fields))

    def _name_files(self, records: list[Seen]) -> None:
        """Add the files that no file field names, of the records that are the person's own."""
        if not self._whole:
            return
        own = [record for record, names in records if names is self.source.columns]
        for record, named in self.source.files(own):
            self.files.append(named_file(self.source, record, named))
