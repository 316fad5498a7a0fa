"""From what a model field holds to what JSON holds, with nothing lost on the way."""

from __future__ import annotations

import base64
import datetime as dt
import decimal
import math
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Manager, Model
from django.db.models.fields.files import FieldFile
from django.utils.duration import duration_iso_string
from django.utils.functional import Promise

from privacy_center.days import moment_of


class NumberText(str):
    """A number that JSON carries as text, so that no digit is lost. No spreadsheet formula."""

    __slots__ = ()


def plain(value: Any) -> Any:
    """``value`` as JSON has it.

    Dates, times and durations are ISO 8601, points in time in UTC with their offset; decimals are
    strings; what is not a finite number is a string (``"NaN"``); bytes are base64; a record is its
    key, and many records are the list of their keys; anything unknown is its text.
    """
    convert = _BY_TYPE.get(type(value))
    if convert is not None:
        return convert(value)
    for kind, known in _BY_KIND:
        if isinstance(value, kind):
            return known(value)
    return str(value)


def _same(value: Any) -> Any:
    return value


def _float(value: float) -> float | str:
    if math.isfinite(value):
        return value
    if math.isnan(value):
        return NumberText("NaN")
    return NumberText("Infinity" if value > 0 else "-Infinity")


def decimal_text(value: decimal.Decimal) -> str:
    """All of its digits, and no exponent."""
    text = str(value)
    # Almost never: a number with an exponent, or none at all.
    return NumberText(format(value, "f") if "E" in text else text)


def _moment(value: dt.datetime) -> str:
    return moment_of(value).astimezone(dt.UTC).isoformat()


def _bytes(value: Any) -> str:
    return base64.b64encode(bytes(value)).decode("ascii")


def _mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {key if isinstance(key, str) else str(key): plain(item) for key, item in value.items()}


def _list(value: Any) -> list[Any]:
    return [plain(item) for item in value]


def _set(value: Any) -> list[Any]:
    return sorted(_list(value), key=str)


def _records(value: Any) -> list[Any]:
    return [plain(record.pk) for record in value.all()]


def _record(value: Model) -> Any:
    return plain(value.pk)


def _file(value: FieldFile) -> str | None:
    return value.name or None


_BY_TYPE: dict[type, Callable[[Any], Any]] = {
    type(None): _same,
    str: _same,
    bool: _same,
    int: _same,
    float: _float,
    decimal.Decimal: decimal_text,
    dt.datetime: _moment,
    dt.date: dt.date.isoformat,
    dt.time: dt.time.isoformat,
    dt.timedelta: duration_iso_string,
    uuid.UUID: str,
    dict: _mapping,
    list: _list,
    tuple: _list,
    bytes: _bytes,
    memoryview: _bytes,
}

#: For subclasses and rarer kinds; the first that fits.
_BY_KIND: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (FieldFile, _file),
    (Promise, str),
    (str, str),
    (bool, bool),
    (int, int),
    (float, _float),
    (decimal.Decimal, decimal_text),
    (dt.datetime, _moment),
    (dt.date, dt.date.isoformat),
    (dt.time, dt.time.isoformat),
    (dt.timedelta, duration_iso_string),
    (Mapping, _mapping),
    ((list, tuple), _list),
    ((set, frozenset), _set),
    ((bytes, bytearray, memoryview), _bytes),
    (Manager, _records),
    (Model, _record),
)
