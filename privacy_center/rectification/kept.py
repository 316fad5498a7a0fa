"""Which records a law or a hold keeps as they are, so that nothing on them is overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ..activities.book import ActivityBook
from ..activities.choices import LegalBasis
from ..days import site_today
from ..holds.queries import held_keys, person_is_held
from ..sources import PersonalData
from ..sources.dated import in_time
from ..sources.restricted import UNDER_REVIEW, restricted_keys
from ..sources.standing import conditions_of, date_path
from ..subjects import Subject


@dataclass(frozen=True)
class Kept:
    """The keys among some records: those under a law, and those under a hold."""

    by_law: frozenset[Any]
    by_hold: frozenset[Any]


def kept_among(
    source: PersonalData,
    subject: Subject,
    keys: Iterable[Any],
    *,
    book: ActivityBook | None = None,
    today: dt.date | None = None,
) -> Kept:
    """Which of the rows with ``keys`` are kept on ``today`` (the site's, by default).

    As many queries as the source has activities and a few more, however many keys.
    """
    keys = list(keys)
    rows = source.rows().filter(pk__in=keys)
    held = frozenset(keys) if person_is_held(subject) else _keys(rows, held_keys(source.model))
    if not source.kept_by_law:
        return Kept(frozenset(), held)
    day = today or site_today()
    outliving = restricted_keys(source.model).exclude(ground=UNDER_REVIEW)
    by_law = set(_keys(rows, outliving))
    book = book or ActivityBook.open()
    for slug, condition in conditions_of(source).items():
        activity = book.get(slug)
        if activity is None or activity.legal_basis != LegalBasis.LEGAL_OBLIGATION:
            continue
        kept = in_time(source.model, date_path(source), book.past_ranges(activity, day))
        meeting = source.rows().filter(condition & kept)
        by_law |= _keys(rows, meeting.values("pk"))
    return Kept(frozenset(by_law), held)


def _keys(rows: QuerySet[Any], among: QuerySet[Any]) -> frozenset[Any]:
    return frozenset(rows.filter(pk__in=among).values_list("pk", flat=True))
