"""Dates that count back from the day of loading, so that the demo never grows old."""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta


def ago(today: dt.date, *, years: int = 0, months: int = 0, days: int = 0) -> dt.date:
    """``today`` so long ago; 29 February falls on the 28th where there is none."""
    return today - relativedelta(years=years, months=months, days=days)
