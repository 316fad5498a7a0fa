"""Anna, the ordinary customer: nothing of hers needs a decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import User

from home.models import ContactPage

from .consents import subscribe, try_course
from .purchases import Purchase, booked_after, place
from .support import open_case

VOUCHER: dict[str, Any] = {
    "name": "Anna Andersson",
    "street": "Björkvägen 4",
    "postcode": "123 45",
    "city": "Storstad",
    "email": "anna@example.com",
    "phone": "+46701740605",
    "card_brand": "Visa",
    "card_last4": "4242",
    "card_token": "tok_demo_anna",
}


def load_anna(anna: User, today: dt.date, contact: ContactPage) -> None:
    """Two orders still under the Bookkeeping Act, one past it, and what she has said yes to."""
    for purchase in _purchases(today):
        place(purchase, anna, VOUCHER)
    open_case(
        contact,
        anna,
        {
            "name": "Anna Andersson",
            "email": "anna@example.com",
            "message": "Hej! Jag hittar inte mitt kursintyg. Kan ni skicka det igen?",
        },
        came_in=today - dt.timedelta(days=555),
        # Older than one year, younger than two: a shorter period shows what it removes.
        closed_on=today - dt.timedelta(days=550),
    )
    subscribe("anna@example.com", "sv", anna)
    try_course(
        "anna@example.com",
        "Anna Andersson",
        "Rekrytera rätt",
        "sv",
        anna,
        today - dt.timedelta(days=40),
    )


def _purchases(today: dt.date) -> tuple[Purchase, ...]:
    long_ago = booked_after(today, years=9, months=1)
    three_years = booked_after(today, years=3)
    last_year = booked_after(today, years=1)
    return (
        Purchase("A-1001", *long_ago, (("Kursbok: Rekrytera rätt", 1, 349),)),
        Purchase(
            "A-1002",
            *three_years,
            (("Webbkurs: Leda på distans", 1, 1490), ("Kursbok: Leda på distans", 1, 349)),
        ),
        Purchase(
            "A-1003",
            *last_year,
            (("Webbkurs: Personuppgifter i vardagen", 2, 1990),),
            {"alternative_email": "anna.alt@example.com"},
        ),
    )
