"""Which fate a record gets when its person asks for erasure: the first rule that matches.

The rules are those of Art. 17 GDPR with the national law that the processing records name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from privacy_center.activities.book import ActivityBook
from privacy_center.activities.choices import LegalBasis, Preset
from privacy_center.activities.models import ProcessingActivity
from privacy_center.days import day_of
from privacy_center.holds.models import HoldGround
from privacy_center.holds.queries import decided_keys, held_keys
from privacy_center.sources import Delete, PersonalData
from privacy_center.sources.dated import in_time, within

from . import fates
from .fates import Action, Fate

#: A fate, and the rows that meet it.
Share = tuple[Fate, QuerySet[Any]]


def removal(source: PersonalData) -> str:
    """How the source's records go: deleted, or made anonymous."""
    return Action.DELETE if isinstance(source.on_erasure, Delete) else Action.ANONYMISE


@dataclass(frozen=True)
class Rules:
    """The rules as they stand on one day, with the processing records of that moment."""

    book: ActivityBook
    today: dt.date

    def shares(
        self, source: PersonalData, slug: str, rows: QuerySet[Any], *, whole: Fate | None = None
    ) -> Iterator[Share]:
        """Split ``rows`` of the activity ``slug`` into sets that meet one fate each.

        ``whole`` is a fate that everything of the person meets. An activity that no published
        record describes fails closed: nothing is done with its rows.
        """
        activity = self.book.get(slug)
        if activity is None:
            yield fates.unknown(slug), rows
            return
        if whole is not None:
            yield whole, rows
            return
        claimed = held_keys(source.model, HoldGround.CLAIM)
        if claimed.exists():
            yield fates.HELD, rows.filter(pk__in=claimed)
        rest = rows.exclude(pk__in=claimed)
        by_law = activity.legal_basis == LegalBasis.LEGAL_OBLIGATION
        if by_law:
            yield from self._kept_by_law(source, activity, rest)
            rest = rest.exclude(self._in_time(source, activity))
        yield from self._going(source, activity, rest)

    def _kept_by_law(
        self, source: PersonalData, activity: ProcessingActivity, rows: QuerySet[Any]
    ) -> Iterator[Share]:
        """Rule 2: what a law demands, in its time; one share for each date it ends."""
        fate = Fate(
            Action.MINIMISE,
            fates.kept_by(activity.legal_reference),
            exemption=fates.LEGAL_OBLIGATION,
            legal_reference=activity.legal_reference,
        )
        rows = rows.filter(self._in_time(source, activity))
        path = source.retained_from
        if not _timed(source, activity):
            yield fate, rows
            return
        bounds = rows.aggregate(first=Min(path), last=Max(path))
        first, last = day_of(bounds["first"]), day_of(bounds["last"])
        if first is None or last is None:
            return
        for until, spans in self.book.end_dates(activity, first, last):
            yield replace(fate, kept_until=until), rows.filter(within(source.model, path, spans))

    def _in_time(self, source: PersonalData, activity: ProcessingActivity) -> Q:
        """The rows that the law still keeps. Without a date to count from, that is all of them."""
        past = self.book.past_ranges(activity, self.today)
        return in_time(source.model, source.retained_from, past)

    def _going(
        self, source: PersonalData, activity: ProcessingActivity, rows: QuerySet[Any]
    ) -> Iterator[Share]:
        """Rules 3 to 7: what is open waits, and what nothing keeps goes."""
        gone = removal(source)
        decided = decided_keys(source.model)
        # Where nothing at all is decided or held, a share of it would be counted in vain.
        if decided.exists():
            yield Fate(gone, fates.DECIDED), rows.filter(pk__in=decided)
        rest = rows.exclude(pk__in=decided)
        if activity.legal_basis == LegalBasis.LEGITIMATE_INTEREST and not activity.direct_marketing:
            # The officer's word ends the waiting for a case that is still open.
            compelling = held_keys(source.model, HoldGround.COMPELLING)
            if compelling.exists():
                yield fates.COMPELLING, rest.filter(pk__in=compelling)
            rest = rest.exclude(pk__in=compelling)
        unfinished = source.is_open(rest).values("pk")
        yield fates.OPEN, rest.filter(pk__in=unfinished)
        rest = rest.exclude(pk__in=unfinished)
        if activity.legal_basis == LegalBasis.LEGAL_OBLIGATION and source.retained_from:
            undated = Q(**{f"{source.retained_from}__isnull": True})
            yield fates.UNDATED, rest.filter(undated)
            rest = rest.exclude(undated)
        if activity.direct_marketing:
            yield Fate(gone, fates.MARKETING), rest
        elif activity.legal_basis == LegalBasis.CONSENT:
            yield Fate(gone, fates.CONSENT), rest
        elif activity.legal_basis == LegalBasis.LEGITIMATE_INTEREST:
            yield Fate(gone, fates.INTEREST), rest
        elif activity.preset == Preset.CONFIDENTIALITY:
            yield fates.ASSIGNMENT, rest
        else:
            yield Fate(gone, fates.OTHERWISE), rest


def _timed(source: PersonalData, activity: ProcessingActivity) -> bool:
    return bool(source.retained_from) and activity.period_value is not None
