"""Which day it is: in the site's own time zone, whoever looks.

What a day decides about somebody's data or a deadline must not follow Django's current time zone:
Wagtail overrides that for each member of the staff.
"""

from __future__ import annotations

import datetime as dt
from typing import overload

from django.utils import timezone


def site_today() -> dt.date:
    """Today in the site's time zone."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


@overload
def day_of(value: dt.date) -> dt.date: ...
@overload
def day_of(value: None) -> None: ...
def day_of(value: dt.date | None) -> dt.date | None:
    """The day that a date or a point in time is, in the site's time zone; None stays None."""
    if not isinstance(value, dt.datetime):
        return value
    if timezone.is_naive(value):
        return value.date()
    return timezone.localdate(value, timezone=timezone.get_default_timezone())


def moment_of(value: dt.date) -> dt.datetime:
    """The point in time that a day begins at, or that a naive one is, in the site's time zone."""
    if not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time.min)
    if timezone.is_aware(value):
        return value
    return timezone.make_aware(value, timezone.get_default_timezone())
