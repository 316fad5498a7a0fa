"""A stage for a benchmark: a new database with the demo, and a person with many orders."""

from __future__ import annotations

import datetime as dt
import resource
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_test_environment, teardown_test_environment

from benchmarks import FOLDER
from home.models import Order, OrderLine

#: How many rows one statement of the raw limit changes.
CHUNK = 1000


@dataclass
class Figure:
    """What one piece of work took."""

    name: str
    seconds: float
    queries: int
    megabytes: float


def arguments(description: str) -> Namespace:
    """``--orders N``: how many orders, with two lines each, the person has."""
    parser = ArgumentParser(description=description)
    parser.add_argument("--orders", type=int, default=10_000)
    return parser.parse_args()


@contextmanager
def stage() -> Iterator[None]:
    """A new database with the demo in it, dropped afterwards; ``DATABASE_URL`` picks the server."""
    setup_test_environment(debug=False)
    own = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = f"{FOLDER.name}/test.sqlite3"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("load_demo", verbosity=0, stdout=StringIO())
        yield
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)
        teardown_test_environment()


def person_with_orders(orders: int, *, booked_on: dt.date | None) -> Any:
    """A verified account with ``orders`` orders of two lines each, all paid and delivered."""
    day = booked_on or dt.date(2010, 5, 1)
    users = get_user_model().objects
    number = users.count() + 1
    email = f"bulk{number}@example.com"
    user = users.create_user(username=email, email=email)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    made = Order.objects.bulk_create(
        (
            Order(
                customer=user,
                number=f"B{number}-{index}",
                ordered_on=day,
                booked_on=day,
                paid_on=day,
                delivered_on=day,
                status=Order.Status.DELIVERED,
                total=100,
                name=f"Bulk {index}",
                street="Storgatan 1",
                postcode="111 22",
                city="Stockholm",
                email=email,
                phone="+46701740605",
            )
            for index in range(orders)
        ),
        batch_size=2000,
    )
    OrderLine.objects.bulk_create(
        (
            OrderLine(order=order, article=f"Article {line}", quantity=1, price=50)
            for order in made
            for line in (1, 2)
        ),
        batch_size=5000,
    )
    return user


def measure(name: str, work: Callable[[], Any]) -> Figure:
    """Run ``work`` once; queries are counted as they are sent."""
    sent = 0

    def count(execute: Any, *call: Any) -> Any:
        nonlocal sent
        sent += 1
        return execute(*call)

    before = _peak()
    with connection.execute_wrapper(count):
        start = time.perf_counter()
        work()
        seconds = time.perf_counter() - start
    return Figure(name, seconds, sent, max(0.0, _peak() - before))


def show(title: str, figures: list[Figure]) -> None:
    """Print the figures; ratios are to the first, which is the raw limit."""
    limit = figures[0].seconds
    print(f"\n{title}")
    print(f"  {'':<44}{'seconds':>9}{'ratio':>8}{'queries':>9}{'MB more':>9}")
    for figure in figures:
        print(
            f"  {figure.name:<44}{figure.seconds:>9.2f}{figure.seconds / limit:>8.1f}"
            f"{figure.queries:>9}{figure.megabytes:>9.1f}"
        )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
