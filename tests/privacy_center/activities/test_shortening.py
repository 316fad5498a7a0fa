from __future__ import annotations

import datetime as dt

import pytest

from privacy_center.activities.dates import CALENDAR_YEARS, YearRule
from privacy_center.activities.shortening import first_shortened

TODAY = dt.date(2026, 11, 22)


def rules(*rows: tuple[str, int]) -> tuple[YearRule, ...]:
    made = (YearRule(dt.date.fromisoformat(day), month) for day, month in rows)
    return (*CALENDAR_YEARS, *made)


JUNE = rules(("2020-07-01", 6))


@pytest.mark.parametrize(
    ("before", "after", "shortened"),
    [
        (JUNE, rules(("2020-07-01", 12)), ("2020-07-01", 2021, 2020)),
        (JUNE, rules(), ("2020-07-01", 2021, 2020)),
        (JUNE, rules(("2021-07-01", 6)), ("2020-07-01", 2021, 2020)),
        (JUNE, rules(("2020-07-15", 6)), ("2020-07-01", 2021, 2020)),
        (JUNE, rules(("2020-07-01", 8)), ("2020-07-01", 2021, 2020)),
        (JUNE, rules(("2020-07-01", 6), ("2026-11-20", 12)), ("2026-11-20", 2027, 2026)),
        (JUNE, rules(("2020-07-01", 6), ("2026-11-23", 12)), None),
        (JUNE, rules(("2020-07-01", 5)), None),
        (JUNE, rules(("2019-07-01", 6)), None),
        (rules(), JUNE, None),
        (rules(), rules(("2026-07-01", 6)), None),
        (rules(("2020-01-01", 12)), rules(), None),
        (JUNE, JUNE, None),
    ],
)
def test_the_first_day_that_would_be_kept_shorter(
    before: tuple[YearRule, ...],
    after: tuple[YearRule, ...],
    shortened: tuple[str, int, int] | None,
) -> None:
    found = first_shortened(before, after, TODAY)
    if shortened is None:
        assert found is None
    else:
        assert found is not None
        assert (found.day.isoformat(), found.before, found.after) == shortened
