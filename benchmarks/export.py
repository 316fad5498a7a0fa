"""The whole package of one person, beside ``values_list`` to one CSV and ``Resource.export()``.

``python -m benchmarks.export --orders 100000``; set ``DATABASE_URL`` for PostgreSQL. Each way runs
in a process of its own, so that ``MB more`` is what it takes above the idle process.
"""

from __future__ import annotations

import csv
import time
from tempfile import TemporaryFile
from typing import Any

from import_export.resources import modelresource_factory

from benchmarks.stage import apart, arguments, person_with_orders, show, stage
from home.models import Order, OrderLine
from privacy_center.access import write_package
from privacy_center.audit import Actor
from privacy_center.subjects import subject_of_user


def rows_of(user: Any) -> list[Any]:
    """The person's orders, and the lines of these."""
    return [Order.objects.filter(customer=user), OrderLine.objects.filter(order__customer=user)]


def one_csv(user: Any) -> None:
    """The raw limit: the columns of orders and lines straight to one CSV."""
    with TemporaryFile("w", newline="") as file:
        writer = csv.writer(file)
        for rows in rows_of(user):
            columns = [field.attname for field in rows.model._meta.concrete_fields]
            writer.writerows(rows.values_list(*columns).iterator(chunk_size=2000))


def resource_export(user: Any) -> None:
    """django-import-export's own way: a dataset in memory, then a CSV of orders and lines."""
    with TemporaryFile("w", newline="") as file:
        for rows in rows_of(user):
            file.write(modelresource_factory(rows.model)().export(rows).csv)


def whole_package(user: Any) -> float:
    """JSON, CSV and report of every source, zipped and hashed; the seconds to the first byte."""
    subject = subject_of_user(user)
    start = time.perf_counter()
    pieces = write_package(subject, actor=Actor.command(), language="en")
    next(pieces)
    first = time.perf_counter() - start
    for _part in pieces:
        pass
    return first


def main() -> None:
    """All three, on the same person."""
    orders = arguments(__doc__ or "").parse_args().orders
    with stage():
        idle = person_with_orders(1, booked_on=None)
        user = person_with_orders(orders, booked_on=None)
        limit = apart("values_list of orders and lines to one CSV", one_csv, user, idle)
        package = apart("the whole package", whole_package, user, idle)
        peer = apart("Resource.export() of the same to one CSV", resource_export, user, idle)
        show(f"Export: {orders} orders with {2 * orders} lines", [limit, package, peer])
        print(f"  first byte of the package after {package.result:.3f} seconds")


if __name__ == "__main__":
    main()
