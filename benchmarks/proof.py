"""The proof: searching every table for one person, and for many, in one pass each.

``python -m benchmarks.proof --customers 100000``; set ``DATABASE_URL`` for PostgreSQL. Under 60 s
on PostgreSQL with 100,000 customers is the aim.
"""

from __future__ import annotations

from argparse import ArgumentParser
from io import StringIO

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from benchmarks.stage import measure, show, stage
from home.models import Order
from privacy_center.erasure.columns import tables, text_columns
from privacy_center.erasure.verify import verify
from privacy_center.subjects import subject_of_user


def read_once() -> None:
    """The raw limit: the database reads each table's texts once, and looks for one word."""
    for model in tables():
        names = ", ".join(f'"{column.column}"' for column in text_columns(model))
        if not names:
            continue
        whole = names if connection.vendor == "sqlite" else f"CONCAT_WS(' ', {names})"
        if connection.vendor == "sqlite":
            whole = " || ' ' || ".join(f"COALESCE({name}, '')" for name in names.split(", "))
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT COUNT(*) FROM "{model._meta.db_table}" '
                f"WHERE LOWER({whole}) LIKE '%nobody.at.all@example.com%'"
            )


def main() -> None:
    """One person, then a hundred."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=1000)
    parser.add_argument("--people", type=int, default=100)
    given = parser.parse_args()
    with stage():
        loading = measure(
            "load_demo",
            lambda: call_command(
                "load_demo", customers=given.customers, verbosity=0, stdout=StringIO()
            ),
        )
        print(f"\n{given.customers} customers loaded in {loading.seconds:.0f} s")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        users = list(
            get_user_model().objects.filter(is_staff=False).order_by("-pk")[: given.people]
        )
        people = [subject_of_user(user) for user in users]
        show(
            f"Proof: {given.customers} customers, {Order.objects.count()} orders",
            [
                measure("each table read once by SQL", read_once),
                measure("verify() of one person", lambda: verify(people[:1])),
                measure(f"verify() of {len(people)} people", lambda: verify(people)),
            ],
        )


if __name__ == "__main__":
    main()
