"""The records as a file, in each of the formats that somebody may ask for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO

from django.template.loader import render_to_string
from django.utils.translation import get_language_info, override

from ..access.cells import CsvFile
from ..days import day_of
from .register import Register
from .table import activity_rows, controller_rows
from .workbook import workbook


@dataclass(frozen=True)
class RecordsFile:
    """A file: its name, its media type, and what is in it."""

    name: str
    media_type: str
    content: bytes


def records_file(register: Register, kind: str) -> RecordsFile:
    """``register`` as one of :data:`FORMATS`. Raises KeyError for another."""
    media_type, write = FORMATS[kind]
    day = day_of(register.generated_at)
    suffix = "txt" if kind == "text" else kind
    name = f"records-of-processing-{day}-{register.language}.{suffix}"
    return RecordsFile(name, media_type, write(register))


def _text(register: Register) -> bytes:
    blocks = [controller_rows(register), *activity_rows(register)]
    lines = ("\n".join(f"{name}: {value}" for name, value in rows if value) for rows in blocks)
    return ("\n\n".join(lines) + "\n").encode()


def _json(register: Register) -> bytes:
    return (json.dumps(register.to_json(), ensure_ascii=False, indent=2) + "\n").encode()


def _csv(register: Register) -> bytes:
    """One line an activity; who is responsible stands on each, so that a line alone says it all."""
    who = controller_rows(register)
    rows = [[*row, *who] for row in activity_rows(register)] or [who]
    out = StringIO(newline="")
    table = CsvFile(out, tuple(name for name, _value in rows[0]))
    for row in rows:
        table.add(dict(row))
    return out.getvalue().encode()


def _html(register: Register) -> bytes:
    """A page that loads nothing from anywhere, for reading and for printing."""
    with override(register.language):
        page = render_to_string(
            "privacy_center/records/page.html",
            {
                "register": register,
                "controller": controller_rows(register),
                "activities": [(row[0][1], row[1:]) for row in activity_rows(register)],
                "language": register.language,
                "direction": "rtl" if get_language_info(register.language)["bidi"] else "ltr",
            },
        )
    return page.encode()


#: Each format with its media type and its writer.
FORMATS: dict[str, tuple[str, Callable[[Register], bytes]]] = {
    "text": ("text/plain; charset=utf-8", _text),
    "json": ("application/json", _json),
    "html": ("text/html; charset=utf-8", _html),
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook),
}
