"""Erasing one person with many orders, beside plain SQL in chunks that does the same to the rows.

``python -m benchmarks.erasure --orders 100000``; set ``DATABASE_URL`` for PostgreSQL. Medians of
``--rounds``. At most four times the plain SQL is the aim, for rows that are deleted with their
children and for rows that are made anonymous, plan, proof, trail and receipt included.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from benchmarks.stage import (
    CHUNK,
    Figure,
    apart,
    arguments,
    median,
    person_with_orders,
    show,
    stage,
    upkeep,
)
from home.models import Order, OrderLine
from home.privacy import OrderData
from privacy_center.audit import Actor
from privacy_center.erasure import erase
from privacy_center.erasure.fates import Action
from privacy_center.erasure.scope import cleared_fields
from privacy_center.sources import Anonymise, registry
from privacy_center.sources.blanks import blank_expression
from privacy_center.sources.models import RestrictedRecord
from privacy_center.subjects import subject_of_user


class AnonymousOrders(OrderData):
    """Orders on a site that keeps them for its statistics."""

    on_erasure = Anonymise()


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


def anonymise_plainly(user: Any) -> None:
    """The columns that making an order anonymous clears, by UPDATE."""
    given = {
        name: blank_expression(Order._meta.get_field(name))
        for name in cleared_fields(AnonymousOrders(Order), Action.ANONYMISE)
    }
    in_chunks(
        Order._base_manager.filter(customer=user),
        lambda chunk: chunk.update(**given, customer=None),
    )


def erase_wholly(user: Any) -> None:
    """Plan, every other source, execution, proof, trail and receipt."""
    run = erase(subject_of_user(user), actor=Actor.command(), language="en")
    assert run.status == "complete", run.receipt()


def erase_anonymously(user: Any) -> None:
    """The same, on a site whose orders are made anonymous."""
    with registry.register_temporarily(Order, AnonymousOrders):
        erase_wholly(user)


def _pair(orders: int, day: dt.date, *works: Callable[[Any], None]) -> list[Figure]:
    """Both ways once, on two people alike."""
    users = [person_with_orders(orders, booked_on=day) for _ in works]
    idle = [person_with_orders(1, booked_on=day) for _ in works]
    upkeep()
    names = ("plain SQL in chunks", "erase(): plan, SQL, proof, receipt")
    figures = [apart(*each) for each in zip(names, works, users, idle, strict=True)]
    _clear_away()
    return figures


def _clear_away() -> None:
    """What an erasure leaves of the orders, so that each round meets the same tables."""
    left = Order._base_manager.filter(name__startswith="Bulk") | Order._base_manager.filter(name="")
    for rows in (
        OrderLine._base_manager.filter(order__in=left),
        left,
        RestrictedRecord.objects.filter(source=Order._meta.label_lower),
    ):
        rows._raw_delete(rows.db)


def main() -> None:
    """Both ways, for rows that go, for rows that lose their person, and for rows that are kept."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    orders = asked.orders
    old, young = dt.date(2010, 5, 1), timezone.localdate() - dt.timedelta(days=30)
    with stage():
        for title, day, plainly, wholly in (
            ("Delete", old, delete_plainly, erase_wholly),
            ("Make anonymous", old, anonymise_plainly, erase_anonymously),
            ("Cut to the voucher", young, clear_plainly, erase_wholly),
        ):
            figures = [_pair(orders, day, plainly, wholly) for _round in range(asked.rounds)]
            medians = [median(runs) for runs in zip(*figures, strict=True)]
            show(f"{title}: {orders} orders with {2 * orders} lines", medians)


if __name__ == "__main__":
    main()
