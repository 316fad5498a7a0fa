"""The processing records in force, read once for a piece of work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .dates import YearRule, due_ranges, end_dates, kept_until
from .models import ProcessingActivity, financial_years

__all__ = ["ActivityBook"]


@dataclass(frozen=True)
class ActivityBook:
    """Every published activity by its slug, and the financial years, as of one moment."""

    activities: dict[str, ProcessingActivity]
    years: tuple[YearRule, ...]

    @classmethod
    def open(cls) -> ActivityBook:
        """Read the book; two queries."""
        published = ProcessingActivity.objects.published()
        return cls({row.slug: row for row in published}, financial_years())

    def get(self, slug: str) -> ProcessingActivity | None:
        """The activity, or None where no published one has this slug."""
        return self.activities.get(slug)

    def kept_until(self, activity: ProcessingActivity, day: dt.date) -> dt.date | None:
        """The last day a record counting from ``day`` is kept; None without a rule."""
        return kept_until(day, activity.rule, self.years)

    def due_ranges(
        self, activity: ProcessingActivity, today: dt.date
    ) -> list[tuple[dt.date, dt.date]]:
        """The spans of dates whose records are past their time on ``today``."""
        return due_ranges(today, activity.rule, self.years)

    def past_ranges(
        self, activity: ProcessingActivity, today: dt.date
    ) -> list[tuple[dt.date, dt.date]] | None:
        """The same spans; None where the activity has no period, and nothing is ever past."""
        return None if activity.period_value is None else self.due_ranges(activity, today)

    def end_dates(
        self, activity: ProcessingActivity, first: dt.date, last: dt.date
    ) -> list[tuple[dt.date, list[tuple[dt.date, dt.date]]]]:
        """Each end date of records from ``first`` to ``last``, with the spans that lead to it."""
        return end_dates(first, last, activity.rule, self.years)
