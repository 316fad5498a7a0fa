import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy_center.activities.dates import (
    CALENDAR_YEARS,
    RetentionRule,
    YearRule,
    due_ranges,
    end_dates,
    financial_year_end,
    kept_until,
)

BOOKKEEPING = RetentionRule(7, "years", "financial_year")
JUNE = (*CALENDAR_YEARS, YearRule(dt.date(2000, 1, 1), 6))
#: To the end of 2021 the year ended in December; from 2022 on it ends in April.
CHANGED = (*CALENDAR_YEARS, YearRule(dt.date(2022, 1, 1), 4))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("booked", "years", "until"),
    [
        ("2020-03-01", CALENDAR_YEARS, "2027-12-31"),
        ("2021-01-04", CALENDAR_YEARS, "2028-12-31"),
        ("2020-12-30", CALENDAR_YEARS, "2027-12-31"),
        ("2020-12-31", CALENDAR_YEARS, "2027-12-31"),
        ("2021-01-01", CALENDAR_YEARS, "2028-12-31"),
        ("2020-02-29", CALENDAR_YEARS, "2027-12-31"),
        ("2024-02-29", CALENDAR_YEARS, "2031-12-31"),
        ("1999-12-31", CALENDAR_YEARS, "2006-12-31"),
        ("2020-08-01", JUNE, "2028-12-31"),
        ("2020-06-30", JUNE, "2027-12-31"),
        ("2020-07-01", JUNE, "2028-12-31"),
        ("2021-06-30", JUNE, "2028-12-31"),
        ("2021-07-01", JUNE, "2029-12-31"),
        ("2020-02-29", JUNE, "2027-12-31"),
        ("2020-12-31", JUNE, "2028-12-31"),
        ("2021-12-31", CHANGED, "2028-12-31"),
        ("2022-01-01", CHANGED, "2029-12-31"),
        ("2022-04-30", CHANGED, "2029-12-31"),
        ("2022-05-01", CHANGED, "2030-12-31"),
        ("2023-04-30", CHANGED, "2030-12-31"),
        ("2024-02-29", CHANGED, "2031-12-31"),
    ],
)
def test_bookkeeping_is_kept_to_the_end_of_the_seventh_year(booked, years, until):
    assert kept_until(day(booked), BOOKKEEPING, years) == day(until)


@pytest.mark.parametrize(
    ("start", "value", "unit", "counts_from", "until"),
    [
        ("2024-02-29", 1, "years", "event", "2025-02-28"),
        ("2024-02-29", 4, "years", "event", "2028-02-29"),
        ("2023-02-28", 1, "years", "event", "2024-02-28"),
        ("2024-01-31", 1, "months", "event", "2024-02-29"),
        ("2023-01-31", 1, "months", "event", "2023-02-28"),
        ("2024-08-31", 6, "months", "event", "2025-02-28"),
        ("2024-02-28", 1, "days", "event", "2024-02-29"),
        ("2023-12-31", 90, "days", "event", "2024-03-30"),
        ("2024-05-17", 2, "years", "calendar_year", "2026-12-31"),
        ("2024-02-29", 6, "months", "calendar_year", "2025-06-30"),
        ("2024-05-17", 0, "years", "event", "2024-05-17"),
        ("2024-05-17", 2, "years", "relation", "2026-05-17"),
    ],
)
def test_other_periods(start, value, unit, counts_from, until):
    assert kept_until(day(start), RetentionRule(value, unit, counts_from)) == day(until)


def test_a_rule_without_a_period_has_no_end():
    rule = RetentionRule(None, "years", "event")
    assert kept_until(day("2020-01-01"), rule) is None
    assert due_ranges(day("2999-01-01"), rule) == []
    assert end_dates(day("2020-01-01"), day("2021-01-01"), rule) == []


def test_the_last_day_itself_is_still_kept():
    rule = RetentionRule(2, "years", "event")
    (span,) = due_ranges(day("2026-11-22"), rule)
    assert span == (dt.date.min, day("2024-11-21"))


def test_a_period_beyond_the_calendar_never_ends():
    assert kept_until(day("9999-06-01"), BOOKKEEPING) == dt.date.max


def test_a_change_of_the_year_never_shortens_an_earlier_one():
    before = financial_year_end(day("2021-10-01"), CALENDAR_YEARS)
    assert financial_year_end(day("2021-10-01"), CHANGED) == before


def test_end_dates_of_bookkeeping_are_told_year_by_year():
    ends = end_dates(day("2019-05-01"), day("2021-02-01"), BOOKKEEPING)
    assert [until for until, _spans in ends] == [
        day("2026-12-31"),
        day("2027-12-31"),
        day("2028-12-31"),
    ]


def test_end_dates_that_differ_by_the_day_are_told_as_the_latest():
    rule = RetentionRule(2, "years", "event")
    ends = end_dates(day("2024-01-01"), day("2024-03-01"), rule)
    assert ends == [(day("2026-03-01"), [(day("2024-01-01"), day("2024-03-01"))])]


days = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))
rules = st.builds(
    RetentionRule,
    st.integers(0, 30),
    st.sampled_from(["days", "months", "years"]),
    st.sampled_from(["event", "calendar_year", "financial_year", "relation"]),
)
year_rules = st.lists(
    st.builds(YearRule, days, st.integers(1, 12)), max_size=3, unique_by=lambda rule: rule.starts_on
).map(lambda rows: (*CALENDAR_YEARS, *sorted(rows)))


@given(days, rules, year_rules, days)
def test_due_ranges_are_the_inverse_of_kept_until(record_day, rule, years, today):
    due = any(first <= record_day <= last for first, last in due_ranges(today, rule, years))
    assert due == (kept_until(record_day, rule, years) < today)


@given(days, days, rules, year_rules)
def test_end_dates_cover_each_day_once_and_never_too_short(one, other, rule, years):
    first, last = sorted((one, other))
    spans = [
        (until, start, end)
        for until, group in end_dates(first, last, rule, years)
        for start, end in group
    ]
    assert sum((end - start).days + 1 for _until, start, end in spans) == (last - first).days + 1
    for until, start, end in spans:
        assert until >= kept_until(start, rule, years)
        assert until >= kept_until(end, rule, years)


@given(days, year_rules)
def test_a_financial_year_ends_on_the_last_day_of_a_month_within_a_year(record_day, years):
    end = financial_year_end(record_day, years)
    assert (end + dt.timedelta(days=1)).day == 1
    assert dt.timedelta(0) <= end - record_day < dt.timedelta(days=366)
