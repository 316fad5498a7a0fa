"""A stage for a benchmark: a new database with the demo, and a person with many orders."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.test.utils import setup_test_environment, teardown_test_environment

from benchmarks import FOLDER
from home.models import Order, OrderLine

#: How many rows one statement of the raw limit changes.
CHUNK = 1000
#: Tells the people apart: an erased one's number is not given to another.
_NUMBERS = itertools.count(1)


@dataclass
class Figure:
    """What one piece of work took."""

    name: str
    seconds: float
    queries: int
    megabytes: float
    result: Any = None


def arguments(description: str) -> ArgumentParser:
    """``--orders N``: how many orders, with two lines each, the person has."""
    parser = ArgumentParser(description=description)
    parser.add_argument("--orders", type=int, default=10_000)
    return parser


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
    number = next(_NUMBERS)
    email = f"bulk{number}@example.com"
    user = get_user_model().objects.create_user(username=email, email=email)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    first = Order.objects.create(
        customer=user,
        number=f"B{number}-0",
        ordered_on=day,
        booked_on=day,
        paid_on=day,
        delivered_on=day,
        status=Order.Status.DELIVERED,
        total=100,
        name="Bulk 0",
        street="Storgatan 1",
        postcode="111 22",
        city="Stockholm",
        email=email,
        phone="+46701740605",
    )
    for line in (1, 2):
        OrderLine.objects.create(order=first, article=f"Article {line}", quantity=1, price=50)
    if orders > 1:
        _multiply(first, orders - 1)
    upkeep()
    return user


def upkeep() -> None:
    """What a server does by itself, after a while."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _multiply(first: Order, times: int) -> None:
    """Repeat an order with its lines, each under a number and a name of its own.

    By the database itself: that takes no memory, and a hundredth of the time.
    """
    start = first.number.removesuffix("0")
    given = {"number": f"'{start}' || n.i", "name": "'Bulk ' || n.i"}
    columns = _columns(Order)
    values = ", ".join(given.get(name, f"one.{name}") for name in columns)
    line_columns = _columns(OrderLine)
    line_values = ", ".join(
        "new.id" if name == "order_id" else f"l.{name}" for name in line_columns
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO home_order ({', '.join(columns)})"
            " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)"
            f" SELECT {values} FROM n, home_order one WHERE one.id = %s ORDER BY n.i",
            [times, first.pk],
        )
        cursor.execute(
            f"INSERT INTO home_orderline ({', '.join(line_columns)})"
            f" SELECT {line_values} FROM home_order new, home_orderline l"
            " WHERE l.order_id = %s AND new.customer_id = %s AND new.id <> %s"
            " ORDER BY new.id, l.id",
            [first.pk, first.customer_id, first.pk],
        )


def _columns(model: type[Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields if not field.primary_key]


def median(figures: Sequence[Figure]) -> Figure:
    """The run of the median time, with the most queries and memory of all."""
    middle = sorted(figures, key=lambda figure: figure.seconds)[len(figures) // 2]
    queries = max(figure.queries for figure in figures)
    megabytes = max(figure.megabytes for figure in figures)
    return replace(middle, queries=queries, megabytes=megabytes)


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
        result = work()
        seconds = time.perf_counter() - start
    return Figure(name, seconds, sent, max(0.0, _peak() - before), result)


def apart(name: str, work: Callable[[Any], Any], user: Any, idle: Any) -> Figure:
    """Measure ``work`` on ``user`` in a process of its own, which has done it on ``idle`` before.

    So nothing that Django loads on first use is counted, nor what making the stage took.
    """
    module = sys.modules[work.__module__].__spec__
    assert module is not None
    job = json.dumps([name, module.name, work.__name__, user.pk, idle.pk])
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{own['NAME']}?{urlencode(own['OPTIONS'])}"
    else:
        who = f"{quote(own['USER'])}:{quote(own['PASSWORD'])}".rstrip(":")
        url = f"postgres://{who}@{own['HOST']}:{own['PORT'] or 5432}/{own['NAME']}"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.worker", job],
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        check=True,
    )
    return Figure(**json.loads(done.stdout))


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
    """The most memory that this process has held, in megabytes.

    ``ru_maxrss`` would also count the process that started this one.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
