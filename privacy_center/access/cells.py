"""Cells of the CSV files: readable, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from .values import NumberText

#: What makes a spreadsheet take a cell for a formula, in half and in full width.
FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
BOM = "\ufeff"


class Writable(Protocol):
    """Where lines go."""

    def write(self, text: str, /) -> int:
        """Append ``text``."""


def cell(value: Any) -> str:
    """A JSON value as the text of a cell.

    Text that a spreadsheet would read as a formula gets an apostrophe in front; numbers do not,
    so that a negative one stays a number.
    """
    if value is None:
        return ""
    if isinstance(value, NumberText):
        return str(value)
    if isinstance(value, str):
        return f"'{value}" if value[:1] in FORMULA_STARTS and value else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


class CsvFile:
    """A CSV file for spreadsheets: UTF-8 with a byte order mark, lines ending in CR LF."""

    def __init__(self, out: Writable, header: tuple[str, ...]) -> None:
        self._out = out
        self._header = header
        self._write([[cell(name) for name in header]], BOM)

    def add(self, *records: dict[str, Any]) -> None:
        """A line for each record; a column that it does not have is empty."""
        self._write([cell(record.get(name)) for name in self._header] for record in records)

    def add_lines(self, lines: Iterable[Sequence[Any]]) -> None:
        """Lines of cells in the order of the header, harmless already."""
        self._write(lines)

    def _write(self, lines: Iterable[Sequence[Any]], before: str = "") -> None:
        # At once: where they go, each write is encoded and counted.
        text = io.StringIO(newline="")
        text.write(before)
        csv.writer(text).writerows(lines)
        self._out.write(text.getvalue())
