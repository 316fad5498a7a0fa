"""*My data* for a person with few records and for one with many: queries, and time.

``python -m benchmarks.my_data --orders 100000``; set ``DATABASE_URL`` for PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.stage import arguments, measure, person_with_orders, show, stage

FEW = 10
#: Of so many runs, by turns, the quickest counts: the first one warms the caches of both.
RUNS = 5

PAGES: dict[str, Callable[[Client], Any]] = {
    "by purpose": lambda browser: browser.get(reverse("privacy_center:data")),
    "all orders, first page": lambda browser: browser.get(
        reverse("privacy_center:source", args=["home.order"]), {"activity": "purchases"}
    ),
    "by date": lambda browser: browser.get(reverse("privacy_center:timeline")),
    "search": lambda browser: browser.post(reverse("privacy_center:search"), {"wanted": "storga"}),
}


def signed_in(user: Any) -> Client:
    """The browser of somebody who is signed in."""
    browser = Client()
    browser.force_login(user)
    return browser


def shown(page: Callable[[Client], Any], browser: Client) -> None:
    """Ask for the page, and be sure that it came."""
    answer = page(browser)
    assert answer.status_code == 200, answer.status_code


def main() -> None:
    """Each page for both people, in one run."""
    orders = arguments(__doc__ or "").parse_args().orders
    with stage():
        people = {
            count: signed_in(person_with_orders(count, booked_on=None)) for count in (FEW, orders)
        }
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
        for name, page in PAGES.items():
            runs = [
                [
                    measure(f"{count} orders, {2 * count} lines", partial(shown, page, browser))
                    for count, browser in people.items()
                ]
                for _ in range(RUNS)
            ]
            quickest = [min(turns, key=lambda f: f.seconds) for turns in zip(*runs, strict=True)]
            # A search that has found enough asks no further. What a process keeps for a minute, it
            # asks for again within any of the runs.
            asked = [min(figure.queries for figure in turns) for turns in zip(*runs, strict=True)]
            assert asked[1] <= asked[0], f"{name}: queries grow with the records"
            show(f"My data, {name}", quickest)


if __name__ == "__main__":
    main()
