"""In which way a field of a record can be corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..activities.book import ActivityBook
from ..sources import PersonalData
from ..subjects import Subject, address_page, fold_email, is_account_address
from .kept import Kept, kept_among


class Way(StrEnum):
    """How a person corrects a field (Art. 16)."""

    NONE = ""
    """Not here: by writing to the controller."""
    NOW = "now"
    """At once, by the person."""
    REVIEW = "review"
    """By a proposal that staff decide on."""
    EMAIL = "email"
    """By changing the address of the account, which is verified before it counts."""
    NOTE = "note"
    """By a note beside it, since a law or a hold keeps the field as it is."""


@dataclass(frozen=True)
class Ways:
    """The ways for some records of a source, found in a constant number of queries."""

    source: PersonalData
    subject: Subject
    kept: Kept

    @classmethod
    def of(
        cls,
        source: PersonalData,
        subject: Subject,
        keys: Iterable[Any],
        *,
        book: ActivityBook | None = None,
        today: dt.date | None = None,
    ) -> Ways:
        """For the records with ``keys``, all of which ``subject`` may see."""
        return cls(source, subject, kept_among(source, subject, keys, book=book, today=today))

    def way(self, record: Any, field: str) -> Way:
        """The way for ``field`` of ``record``; the caller knows that the person may see it."""
        source = self.source
        offered = self._offered(record, field)
        if record.pk in self.kept.by_hold and offered:
            return Way.NOTE
        if record.pk in self.kept.by_law and field in source.kept_by_law:
            return Way.NOTE
        return offered

    def _offered(self, record: Any, field: str) -> Way:
        source = self.source
        if field in source.secret or field == source.model._meta.pk.name:
            return Way.NONE
        if self._is_account_address(record, field):
            return Way.EMAIL if self.subject.user is not None and address_page() else Way.NONE
        if source.can_correct(record, field) and _writable(source, field):
            return Way.NOW
        return Way.REVIEW if field in source.correctable_on_review else Way.NONE

    def _is_account_address(self, record: Any, field: str) -> bool:
        """The account's own address, and what repeats it: nobody types a new one unproved."""
        source = self.source
        if is_account_address(source.model, field):
            return True
        if field not in (*source.correctable, *source.correctable_on_review):
            return False
        value = getattr(record, field, None)
        return isinstance(value, str) and fold_email(value) in self.subject.emails


def _writable(source: PersonalData, field: str) -> bool:
    """Many-to-many fields are written by sources that say how."""
    column = source.model._meta.get_field(field)
    return not column.many_to_many or type(source).correct is not PersonalData.correct
