"""Customers by the thousand, the same each time, for trying the software at size."""

from __future__ import annotations

import datetime as dt
import gc
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import transaction

from home.models import LedgerEntry, NewsletterSubscription, Order, OrderLine

from .accounts import PASSWORD
from .dates import ago

ORDERS = 10
BATCH = 500
YEARS_BACK = 12
LAST_MONTHS = 2
# The Swedish mobile numbers that belong to nobody: 070-174 06 05 to 06 99. Two people with one
# number would each look like a trace of the other, so each goes to one customer, and no further.
FICTIONAL_PHONES = range(4670_1740_607, 4670_1740_700)

FIRST = ("Maja", "Elsa", "Astrid", "Wilma", "Nour", "Hugo", "Liam", "Nils", "Omar", "Åke")
LAST = ("Öberg", "Lind", "Berg", "Ström", "Holm", "Ali", "Nyström", "Sjögren", "Ek", "Dahl")
STREETS = ("Storgatan", "Skolvägen", "Ringvägen", "Parkgatan", "Ängsvägen")
CITIES = (("111 22", "Stockholm"), ("411 03", "Göteborg"), ("211 20", "Malmö"), ("903 25", "Umeå"))
ARTICLES = (
    ("Webbkurs: Rekrytera rätt", 1490),
    ("Webbkurs: Leda på distans", 1490),
    ("Webbkurs: Personuppgifter i vardagen", 1990),
    ("Kursbok", 349),
)


def load_customers(
    count: int, today: dt.date, progress: Callable[[int], None] | None = None
) -> int:
    """Customers 1 to ``count`` with 10 orders each; those that exist are passed by.

    Customer 7 is the same whatever the count: each has a seed of its own. ``progress`` is told
    how many are done after each batch. Returns how many were made.
    """
    hashed = make_password(PASSWORD)
    made = 0
    with _no_collecting():
        for start in range(1, count + 1, BATCH):
            numbers = range(start, min(start + BATCH, count + 1))
            made += _make(numbers, today, hashed)
            if progress is not None:
                progress(numbers[-1])
    return made


def address(number: int) -> str:
    """The e-mail address of a synthetic customer."""
    return f"customer{number:07}@example.com"


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Hold the garbage collector: it would walk every new row again and again, for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@transaction.atomic
def _make(numbers: range, today: dt.date, hashed: str) -> int:
    wanted = {address(number): number for number in numbers}
    known = set(User.objects.filter(email__in=wanted).values_list("email", flat=True))
    missing = {email: number for email, number in wanted.items() if email not in known}
    users = User.objects.bulk_create(
        [_user(email, number, hashed) for email, number in missing.items()]
    )
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(user_id=user.pk, email=user.email, verified=True, primary=True)
            for user in users
        ]
    )
    orders = Order.objects.bulk_create(
        [
            order
            for user, number in zip(users, missing.values(), strict=True)
            for order in _orders(user, number, today)
        ]
    )
    OrderLine.objects.bulk_create([line for order in orders for line in _lines(order)])
    LedgerEntry.objects.bulk_create(
        [_entry(order, order.booked_on) for order in orders if order.booked_on is not None]
    )
    NewsletterSubscription.objects.bulk_create(
        [
            NewsletterSubscription(email=user.email, user_id=user.pk, language="sv")
            for user, number in zip(users, missing.values(), strict=True)
            if number % 3 == 0
        ]
    )
    return len(users)


def _user(email: str, number: int, hashed: str) -> User:
    dice = random.Random(number)  # noqa: S311 - the same people each time is the point
    return User(
        username=email.partition("@")[0],
        email=email,
        first_name=dice.choice(FIRST),
        last_name=dice.choice(LAST),
        password=hashed,
    )


def _phone(number: int) -> str:
    """The number of customer ``number``, E.164; empty for all but the first of them."""
    return f"+{FICTIONAL_PHONES[number - 1]}" if number <= len(FICTIONAL_PHONES) else ""


def _orders(user: User, number: int, today: dt.date) -> list[Order]:
    dice = random.Random(number)  # noqa: S311
    postcode, city = dice.choice(CITIES)
    voucher = {
        "name": f"{user.first_name} {user.last_name}",
        "street": f"{dice.choice(STREETS)} {dice.randint(1, 99)}",
        "postcode": postcode,
        "city": city,
        "email": user.email,
        "phone": _phone(number),
    }
    first, last = ago(today, years=YEARS_BACK), ago(today, months=LAST_MONTHS)
    span = (last - first).days
    orders = []
    for index in range(ORDERS):
        ordered = first + dt.timedelta(days=dice.randint(0, span))
        booked = ordered + dt.timedelta(days=dice.randint(0, 5))
        orders.append(
            Order(
                number=f"S-{number:07}-{index}",
                customer_id=user.pk,
                status=Order.Status.DELIVERED,
                ordered_on=ordered,
                booked_on=booked,
                paid_on=booked,
                delivered_on=booked,
                total=Decimal(dice.choice(ARTICLES)[1]),
                **voucher,
            )
        )
    return orders


def _lines(order: Order) -> list[OrderLine]:
    article = next(name for name, price in ARTICLES if Decimal(price) == order.total)
    return [OrderLine(order_id=order.pk, article=article, quantity=1, price=order.total)]


def _entry(order: Order, booked_on: dt.date) -> LedgerEntry:
    return LedgerEntry(
        order_id=order.pk,
        customer_id=order.customer_id,
        booked_on=booked_on,
        name=order.name,
        amount=order.total,
        text=f"Faktura {order.number}",
    )
