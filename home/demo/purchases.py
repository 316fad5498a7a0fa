"""Orders as the demo makes them: with lines, and with what the books say of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from home.models import LedgerEntry, Order, OrderLine

from .dates import ago


@dataclass(frozen=True)
class Purchase:
    """One order. ``booked`` is when it was entered in the books; None is not yet."""

    number: str
    ordered: dt.date
    booked: dt.date | None
    articles: tuple[tuple[str, int, int], ...]
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        """The sum of the lines, in SEK."""
        return Decimal(sum(quantity * price for _, quantity, price in self.articles))


@transaction.atomic
def place(purchase: Purchase, customer: User, voucher: dict[str, Any]) -> Order:
    """The order with its lines and, once booked, its claim and its payment in the ledger.

    A number that is taken is the same order: it is left alone.
    """
    known: Order | None = Order.objects.filter(number=purchase.number).first()
    if known is not None:
        return known
    done = purchase.booked is not None
    order = Order(
        number=purchase.number,
        customer=customer,
        status=Order.Status.DELIVERED if done else Order.Status.RECEIVED,
        ordered_on=purchase.ordered,
        booked_on=purchase.booked,
        paid_on=purchase.booked,
        delivered_on=purchase.booked,
        total=purchase.total,
        **{**voucher, **purchase.extra},
    )
    order.full_clean()
    order.save()
    for article, quantity, price in purchase.articles:
        OrderLine.objects.create(order=order, article=article, quantity=quantity, price=price)
    if purchase.booked is not None:
        _enter(order, customer, purchase.booked)
    return order


def _enter(order: Order, customer: User, booked: dt.date) -> None:
    for text, amount in (
        (f"Faktura {order.number}", order.total),
        (f"Betalning {order.number}", -order.total),
    ):
        LedgerEntry.objects.create(
            order=order,
            customer=customer,
            booked_on=booked,
            name=order.name,
            amount=amount,
            text=text,
        )


def booked_after(today: dt.date, *, years: int, months: int = 0) -> tuple[dt.date, dt.date]:
    """A day so long ago, and the day two days earlier on which the order was placed."""
    booked = ago(today, years=years, months=months)
    return ago(booked, days=2), booked
