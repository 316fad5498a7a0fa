"""The records as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from .register import Register
from .table import activity_rows, controller_rows

#: The most characters that a cell of the format holds.
LONGEST = 32767
WIDTH = 34


def workbook(register: Register) -> bytes:
    """Two sheets: who is responsible, and the activities. Every cell is text, never a formula."""
    book = Workbook()
    with override(register.language):
        names = (_("Controller"), _("Activities"))
    first: Any = book.active
    first.title = names[0]
    for name, value in controller_rows(register):
        _append(first, [name, value])
    first.column_dimensions["A"].width = WIDTH
    first.column_dimensions["B"].width = 2 * WIDTH
    second: Any = book.create_sheet(names[1])
    for number, row in enumerate(activity_rows(register)):
        if not number:
            _append(second, [name for name, _value in row], bold=True)
            second.freeze_panes = "B2"
        _append(second, [value for _name, value in row])
    for column in second.columns:
        second.column_dimensions[column[0].column_letter].width = WIDTH
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _append(sheet: Any, values: Iterable[str], *, bold: bool = False) -> None:
    line = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(line, column)
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
        # Else text that begins with an equals sign would be a formula.
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if bold or (column == 1 and sheet.freeze_panes is None):
            cell.font = Font(bold=True)
