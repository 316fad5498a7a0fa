"""How long a record is kept, as dates: pure functions with no database behind them."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from .choices import CountsFrom, PeriodUnit

type_of_unit = {
    PeriodUnit.DAYS: lambda n: relativedelta(days=n),
    PeriodUnit.MONTHS: lambda n: relativedelta(months=n),
    PeriodUnit.YEARS: lambda n: relativedelta(years=n),
}


@dataclass(frozen=True, order=True)
class YearRule:
    """From ``starts_on`` on, financial years end with the last day of ``end_month`` (1-12)."""

    starts_on: dt.date
    end_month: int


@dataclass(frozen=True)
class RetentionRule:
    """A period and what it counts from. ``value`` None is no rule: the record is never due."""

    value: int | None
    unit: str
    counts_from: str


CALENDAR_YEARS = (YearRule(dt.date.min, 12),)


def financial_year_end(day: dt.date, years: Sequence[YearRule] = CALENDAR_YEARS) -> dt.date:
    """The last day of the financial year that ``day`` lies in.

    ``years`` are in order of ``starts_on``. A day keeps the rule of its own time, so that a change
    of the setting never shortens an earlier year (Bokföringslagen 3 kap.).
    """
    month = _rule_of(day, years).end_month
    year = day.year if day.month <= month else day.year + 1
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month, monthrange(year, month)[1])


def kept_until(
    day: dt.date, rule: RetentionRule, years: Sequence[YearRule] = CALENDAR_YEARS
) -> dt.date | None:
    """The last day that a record counting from ``day`` is kept; None where there is no rule.

    Bokföringslagen (1999:1078) 7 kap. 2 §: to the end of the seventh year after the calendar year
    in which the financial year ended. A period that runs past year 9999 ends at ``date.max``.
    """
    if rule.value is None:
        return None
    start = _counted_from(day, rule.counts_from, years)
    try:
        return start + type_of_unit[PeriodUnit(rule.unit)](rule.value)
    except (OverflowError, ValueError):
        return dt.date.max


def due_ranges(
    today: dt.date, rule: RetentionRule, years: Sequence[YearRule] = CALENDAR_YEARS
) -> list[tuple[dt.date, dt.date]]:
    """The spans of dates, both ends included, whose records are past their time on ``today``.

    One span for each rule of the financial year, since a change of the year may keep an earlier
    day longer than a later one. The inverse of :func:`kept_until`, found by asking it, so that a
    plan and a page never disagree.
    """
    if rule.value is None:
        return []
    spans = []
    for first, last in _segments(years):
        if not _is_due(first, today, rule, years):
            continue
        low, high = first.toordinal(), last.toordinal()
        while low < high:
            middle = (low + high + 1) // 2
            if _is_due(dt.date.fromordinal(middle), today, rule, years):
                low = middle
            else:
                high = middle - 1
        spans.append((first, dt.date.fromordinal(low)))
    return spans


def end_dates(
    first: dt.date,
    last: dt.date,
    rule: RetentionRule,
    years: Sequence[YearRule] = CALENDAR_YEARS,
) -> list[tuple[dt.date, list[tuple[dt.date, dt.date]]]]:
    """Each last day of keeping, in order, with the spans of dates that lead to it.

    A period that counts from the day itself has as many ends as days: it is told as one, the
    latest. A rule without a period has none.
    """
    if rule.value is None:
        return []
    if rule.counts_from in (CountsFrom.EVENT, CountsFrom.RELATION):
        latest = kept_until(last, rule, years)
        return [(latest, [(first, last)])] if latest else []
    found: dict[dt.date, list[tuple[dt.date, dt.date]]] = {}
    for start, end in _segments(years):
        if start <= last and end >= first:
            for until, span in _same_end(max(start, first), min(end, last), rule, years):
                found.setdefault(until, []).append(span)
    return sorted(found.items())


def _same_end(
    first: dt.date, last: dt.date, rule: RetentionRule, years: Sequence[YearRule]
) -> list[tuple[dt.date, tuple[dt.date, dt.date]]]:
    """Cut a span, inside which a later day is never kept a shorter time, where the end changes."""
    start, end = kept_until(first, rule, years), kept_until(last, rule, years)
    if start is None or end is None:
        return []
    if start == end:
        return [(start, (first, last))]
    middle = dt.date.fromordinal((first.toordinal() + last.toordinal()) // 2)
    after = middle + dt.timedelta(days=1)
    return _same_end(first, middle, rule, years) + _same_end(after, last, rule, years)


def _is_due(day: dt.date, today: dt.date, rule: RetentionRule, years: Sequence[YearRule]) -> bool:
    until = kept_until(day, rule, years)
    return until is not None and until < today


def _counted_from(day: dt.date, counts_from: str, years: Sequence[YearRule]) -> dt.date:
    if counts_from == CountsFrom.CALENDAR_YEAR:
        return dt.date(day.year, 12, 31)
    if counts_from == CountsFrom.FINANCIAL_YEAR:
        return dt.date(financial_year_end(day, years).year, 12, 31)
    return day


def _rule_of(day: dt.date, years: Sequence[YearRule]) -> YearRule:
    past = [rule for rule in years if rule.starts_on <= day]
    return past[-1] if past else CALENDAR_YEARS[0]


def _segments(years: Sequence[YearRule]) -> list[tuple[dt.date, dt.date]]:
    """Spans of dates under one rule; inside each, a later day is never kept a shorter time."""
    starts = sorted({dt.date.min, *(rule.starts_on for rule in years)})
    ends = [start - dt.timedelta(days=1) for start in starts[1:]] + [dt.date.max]
    return list(zip(starts, ends, strict=True))
