"""*My data* for a person with few records and for one with many: queries, and time.

``python -m benchmarks.my_data --orders 100000``; set ``DATABASE_URL`` for PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection

from benchmarks.stage import arguments, measure, person_with_orders, show, stage
from privacy_center.access import overview, search, source_page, timeline
from privacy_center.subjects import Subject, subject_of_user

FEW = 10
#: Of so many runs, by turns, the quickest counts: the first one warms the caches of both.
RUNS = 5

PAGES: dict[str, Callable[[Subject], Any]] = {
    "by purpose": lambda subject: overview(subject, "en"),
    "all orders, first page": lambda subject: source_page(subject, "home.order", "purchases", "en"),
    "by date": lambda subject: timeline(subject, "en"),
    "search": lambda subject: search(subject, "storgatan", "en"),
}


def main() -> None:
    """Each page for both people, in one run."""
    orders = arguments(__doc__ or "").orders
    with stage():
        people = {
            count: subject_of_user(person_with_orders(count, booked_on=None))
            for count in (FEW, orders)
        }
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
        for name, page in PAGES.items():
            runs = [
                [
                    measure(f"{count} orders, {2 * count} lines", partial(page, subject))
                    for count, subject in people.items()
                ]
                for _ in range(RUNS)
            ]
            quickest = [min(turns, key=lambda f: f.seconds) for turns in zip(*runs, strict=True)]
            few, many = quickest
            # A search that has found enough asks no further.
            assert many.queries <= few.queries, f"{name}: queries grow with the records"
            show(f"My data, {name}", quickest)


if __name__ == "__main__":
    main()
