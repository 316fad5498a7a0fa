"""Erasing one person with many orders, beside plain SQL in chunks that does the same to the rows.

``python -m benchmarks.erasure --orders 100000``; set ``DATABASE_URL`` for PostgreSQL.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from benchmarks.stage import CHUNK, arguments, measure, person_with_orders, show, stage
from home.models import Order, OrderLine
from privacy_center.audit import Actor
from privacy_center.erasure import erase
from privacy_center.subjects import subject_of_user


def in_chunks(rows: Any, work: Callable[[Any], Any]) -> None:
    """The raw limit: keyset chunks, a transaction each."""
    after = 0
    while keys := list(
        rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    ):
        with transaction.atomic():
            work(rows.model._base_manager.filter(pk__in=keys))
        after = keys[-1]


def delete_plainly(user: Any) -> None:
    """Lines, then orders, with nothing planned, proved or written down."""
    lines = OrderLine._base_manager.filter(order__customer=user)
    in_chunks(lines, lambda chunk: chunk._raw_delete(chunk.db))
    in_chunks(Order._base_manager.filter(customer=user), lambda chunk: chunk._raw_delete(chunk.db))


def clear_plainly(user: Any) -> None:
    """The columns that a minimisation clears, by UPDATE."""
    blank = {"phone": "", "email": "", "card_brand": "", "card_last4": "", "card_token": ""}
    in_chunks(Order._base_manager.filter(customer=user), lambda chunk: chunk.update(**blank))


def erase_wholly(user: Any) -> None:
    """Plan, every other source, execution, proof, trail and receipt."""
    run = erase(subject_of_user(user), actor=Actor.command(), language="en")
    assert run.status == "complete", run.receipt()


def main() -> None:
    """Both ways, for rows that go and for rows that the law keeps."""
    orders = arguments(__doc__ or "").orders
    old, young = dt.date(2010, 5, 1), timezone.localdate() - dt.timedelta(days=30)
    with stage():
        for title, day, plainly in (
            ("Delete", old, delete_plainly),
            ("Cut to the voucher", young, clear_plainly),
        ):
            users = [person_with_orders(orders, booked_on=day) for _ in range(2)]
            show(
                f"{title}: {orders} orders with {2 * orders} lines",
                [
                    measure("plain SQL in chunks", lambda: plainly(users[0])),  # noqa: B023
                    measure(
                        "erase(): plan, SQL, proof, receipt",
                        lambda: erase_wholly(users[1]),  # noqa: B023
                    ),
                ],
            )


if __name__ == "__main__":
    main()
