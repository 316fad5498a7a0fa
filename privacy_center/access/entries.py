"""A record as one line among records of other kinds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from ..days import day_of
from ..sources import PersonalData
from ..sources.standing import date_path
from .views import FieldView, RecordView

#: How many values a line shows.
VALUES = 3


@dataclass(frozen=True)
class Entry:
    """``source`` and ``pk`` lead to the record; ``values`` are some of what it says."""

    source: str
    pk: Any
    title: str
    label: str
    values: tuple[FieldView, ...]
    own: bool
    at: dt.datetime | None = None
    timed: bool = False
    """Whether ``at`` is a moment; else it is a day."""

    @property
    def day(self) -> dt.date | None:
        """The day in the site's time zone."""
        return day_of(self.at)


def entry_of(
    source: PersonalData,
    view: RecordView,
    fields: tuple[FieldView, ...],
    *,
    at: dt.datetime | None = None,
    timed: bool = False,
) -> Entry:
    """A line for ``view`` that shows ``fields`` as far as they say anything."""
    telling = tuple(field for field in fields if field.value)[:VALUES]
    title = str(source.title)
    return Entry(source.name, view.pk, title, view.label, telling, view.own, at, timed)


def shown_under(source: PersonalData) -> str:
    """The path to the date that the source's records stand under; empty where they have none."""
    return "" if source.dated is None else source.dated or date_path(source)
