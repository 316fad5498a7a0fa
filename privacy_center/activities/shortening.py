"""Whether a change of the financial years would shorten an earlier one: no database behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from .dates import YearRule, financial_year_end

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Shortened:
    """A day whose records would be kept a shorter time, by the years its financial year ends in."""

    day: dt.date
    before: int
    after: int


def first_shortened(
    before: Sequence[YearRule], after: Sequence[YearRule], today: dt.date
) -> Shortened | None:
    """The first day up to ``today`` that ``after`` keeps shorter than ``before``; None if none.

    Both in order of ``starts_on``. The time of what is booked on a day counts from the end of the
    calendar year in which its financial year ends (Bokföringslagen 7 kap. 2 §), so that year alone
    is compared. Days to come may be changed freely: nothing is booked on them yet.
    """
    for day in _days(before, after, today):
        old, new = financial_year_end(day, before).year, financial_year_end(day, after).year
        if new < old:
            return Shortened(day, old, new)
    return None


def _days(before: Sequence[YearRule], after: Sequence[YearRule], today: dt.date) -> list[dt.date]:
    """One day of each stretch that every rule treats alike, from the first change to ``today``.

    A stretch begins with a month, or inside one where a rule begins there.
    """
    changed = {rule.starts_on for rule in set(before) ^ set(after)}
    if not changed:
        return []
    first = min(changed)
    months = {
        dt.date(year, month, 1) for year in range(first.year, today.year + 1) for month in MONTHS
    }
    starts = {rule.starts_on for rule in (*before, *after)}
    return sorted(day for day in months | starts if first <= day <= today)
