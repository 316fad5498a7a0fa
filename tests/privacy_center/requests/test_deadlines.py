from __future__ import annotations

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from privacy_center.requests import deadline, extended_deadline
from privacy_center.requests.deadlines import is_public_holiday, working_day

days = st.dates(dt.date(2005, 1, 1), dt.date(2090, 1, 1))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2027-03-15", "2027-04-15"),  # a month by the calendar
        ("2024-01-31", "2024-02-29"),  # the last day of February, in a leap year
        ("2025-01-31", "2025-02-28"),
        ("2025-01-28", "2025-02-28"),
        ("2023-01-31", "2023-02-28"),
        ("2026-01-31", "2026-03-02"),  # 28 February 2026 is a Saturday
        ("2026-01-29", "2026-03-02"),
        ("2025-03-31", "2025-04-30"),
        ("2025-05-31", "2025-06-30"),
        ("2025-08-31", "2025-09-30"),
        ("2025-10-31", "2025-12-01"),  # a Sunday
        ("2026-03-15", "2026-04-15"),
        ("2026-02-15", "2026-03-16"),  # a Sunday
        ("2026-03-03", "2026-04-07"),  # Good Friday, to the Tuesday after Easter
        ("2026-03-05", "2026-04-07"),  # Easter Sunday
        ("2026-03-06", "2026-04-07"),  # Easter Monday
        ("2026-03-02", "2026-04-02"),  # Maundy Thursday is a day like others
        ("2026-04-01", "2026-05-04"),  # the first of May, then a weekend
        ("2026-04-14", "2026-05-15"),  # Ascension Day; the Friday after it is a working day
        ("2025-05-06", "2025-06-09"),  # the National Day, then a weekend
        ("2025-05-20", "2025-06-20"),  # Midsummer's Eve is not a public holiday
        ("2025-05-21", "2025-06-23"),  # Midsummer's Day, a Saturday
        ("2025-11-24", "2025-12-24"),  # nor is Christmas Eve
        ("2025-11-25", "2025-12-29"),  # Christmas, Boxing Day, a weekend
        ("2025-11-30", "2025-12-30"),
        ("2025-12-01", "2026-01-02"),  # New Year's Day
        ("2024-11-30", "2024-12-30"),
        ("2025-12-31", "2026-02-02"),  # 31 January 2026 is a Saturday
        ("2025-11-28", "2025-12-29"),
        ("2024-12-31", "2025-01-31"),
        ("2025-12-06", "2026-01-07"),  # Epiphany
        ("2026-09-30", "2026-10-30"),  # the eve of All Saints' Day
        ("2026-10-01", "2026-11-02"),  # a Sunday after All Saints' Day
        ("2024-02-29", "2024-04-02"),  # Good Friday 2024
    ],
)
def test_an_answer_is_due_within_one_month(received: str, due: str) -> None:
    assert deadline(dt.date.fromisoformat(received)) == dt.date.fromisoformat(due)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-01-31", "2026-04-30"),  # from the receipt, and the weekend rule once
        ("2026-03-15", "2026-06-15"),
        ("2025-11-30", "2026-03-02"),
        ("2023-11-30", "2024-02-29"),
        ("2026-02-01", "2026-05-04"),
        ("2025-09-24", "2025-12-24"),
    ],
)
def test_an_extension_counts_from_the_receipt(received: str, due: str) -> None:
    assert extended_deadline(dt.date.fromisoformat(received)) == dt.date.fromisoformat(due)


@pytest.mark.parametrize("eve", ["2025-06-20", "2026-06-19", "2025-12-24", "2025-12-31"])
def test_eves_are_no_public_holidays_in_sweden(eve: str) -> None:
    assert not is_public_holiday(dt.date.fromisoformat(eve))


@pytest.mark.parametrize(
    "day", ["2026-01-06", "2026-04-03", "2026-05-14", "2026-06-06", "2026-12-26"]
)
def test_public_holidays_in_sweden(day: str) -> None:
    assert is_public_holiday(dt.date.fromisoformat(day))


def test_the_country_is_the_sites_own() -> None:
    unity_day = dt.date(2025, 10, 3)
    assert working_day(unity_day) == unity_day
    with override_settings(PRIVACY_CENTER={"HOLIDAY_COUNTRY": "DE"}):
        assert working_day(unity_day) == dt.date(2025, 10, 6)


def test_a_moment_counts_as_the_day_it_was_in_the_sites_time_zone() -> None:
    before_midnight_in_utc = dt.datetime(2027, 3, 14, 23, 30, tzinfo=dt.UTC)
    assert deadline(before_midnight_in_utc) == dt.date(2027, 4, 15)


@given(days)
def test_a_deadline_is_a_working_day_a_month_on_or_soon_after(received: dt.date) -> None:
    due = deadline(received)
    month_later = received + relativedelta(months=1)
    assert month_later <= due <= month_later + dt.timedelta(days=5)
    assert due.weekday() < 5
    assert not is_public_holiday(due)
    between = [month_later + dt.timedelta(days=n) for n in range((due - month_later).days)]
    assert all(day.weekday() >= 5 or is_public_holiday(day) for day in between)


@given(days, st.integers(0, 60))
def test_a_later_receipt_is_never_due_earlier(received: dt.date, later: int) -> None:
    after = received + dt.timedelta(days=later)
    assert deadline(received) <= deadline(after)
    assert extended_deadline(received) <= extended_deadline(after)


@given(days)
def test_the_extended_deadline_lies_two_months_and_more_after_the_first(received: dt.date) -> None:
    assert extended_deadline(received) > deadline(received) + dt.timedelta(days=50)
