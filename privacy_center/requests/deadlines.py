"""When a request must be answered (Art. 12(3) GDPR, Regulation 1182/71)."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import holidays
from dateutil.relativedelta import relativedelta

from ..conf import settings as privacy_settings
from ..days import day_of

_ANSWER = relativedelta(months=1)
_ANSWER_EXTENDED = relativedelta(months=3)
_SATURDAY = 5


def deadline(received: dt.date | dt.datetime) -> dt.date:
    """The last day to answer: one month after receipt, on a working day (Art. 12(3)).

    15 March is due 15 April; 31 January on the last day of February. A last day that is a
    Saturday, a Sunday or a public holiday moves to the next working day (Regulation 1182/71
    Art. 3(4)). A moment counts as the day it was in the site's time zone.
    """
    return working_day(day_of(received) + _ANSWER)


def extended_deadline(received: dt.date | dt.datetime) -> dt.date:
    """The last day to answer a complex request: receipt and three months, on a working day.

    Counted from the receipt, not from the first deadline, so that the weekend rule moves it once.
    The person must be told, with the reason, within the first month.
    """
    return working_day(day_of(received) + _ANSWER_EXTENDED)


def working_day(day: dt.date) -> dt.date:
    """``day`` itself, or the next day that is neither a weekend nor a public holiday."""
    while day.weekday() >= _SATURDAY or is_public_holiday(day):
        day += dt.timedelta(days=1)
    return day


def is_public_holiday(day: dt.date) -> bool:
    """Whether ``day`` is a public holiday in ``HOLIDAY_COUNTRY``, by its law.

    Only official holidays count: in Sweden (lag 1989:253) neither Midsummer's, Christmas nor New
    Year's Eve is one, though most of the country is closed.
    """
    return day in _public_holidays(privacy_settings.HOLIDAY_COUNTRY, day.year)


@lru_cache(maxsize=64)
def _public_holidays(country: str, year: int) -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays(country, years=year, categories=(holidays.PUBLIC,)))
