"""The whole package of one person, beside ``values_list`` to one CSV and ``Resource.export()``.

``python -m benchmarks.export --orders 100000``; set ``DATABASE_URL`` for PostgreSQL.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from import_export.resources import modelresource_factory

from benchmarks.stage import arguments, measure, person_with_orders, show, stage
from home.models import Order
from privacy_center.access import write_package
from privacy_center.audit import Actor
from privacy_center.subjects import subject_of_user


def one_csv(user: Any) -> None:
    """The raw limit: the orders' columns straight to a CSV."""
    writer = csv.writer(io.StringIO())
    columns = [field.attname for field in Order._meta.concrete_fields]
    rows = Order.objects.filter(customer=user).values_list(*columns)
    writer.writerows(rows.iterator(chunk_size=2000))


def resource_export(user: Any) -> None:
    """django-import-export's own way: a dataset in memory, then a CSV."""
    _dataset = modelresource_factory(Order)().export(Order.objects.filter(customer=user))
    assert _dataset.csv


def whole_package(user: Any) -> None:
    """JSON, CSV and report of every source, zipped and hashed, as a stream."""
    subject = subject_of_user(user)
    for _part in write_package(subject, actor=Actor.command(), language="en"):
        pass


def main() -> None:
    """All three, on the same person."""
    orders = arguments(__doc__ or "").orders
    with stage():
        user = person_with_orders(orders, booked_on=None)
        show(
            f"Export: {orders} orders with {2 * orders} lines",
            [
                measure("values_list of the orders to one CSV", lambda: one_csv(user)),
                measure("the whole package", lambda: whole_package(user)),
                measure(
                    "Resource.export() of the orders to one CSV", lambda: resource_export(user)
                ),
            ],
        )


if __name__ == "__main__":
    main()
