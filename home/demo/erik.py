"""Erik, a sole trader: two things of his need an officer's decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import User

from home.models import Assignment

from .consents import take_interest
from .dates import ago
from .purchases import Purchase, booked_after, place

#: A number that the Swedish Tax Agency publishes as an example; nobody has it.
PERSONAL_NUMBER = "19640823-3234"

VOUCHER: dict[str, Any] = {
    "name": "Erik Eriksson",
    "street": "Verkstadsgatan 7",
    "postcode": "543 21",
    "city": "Lillby",
    "personal_number": PERSONAL_NUMBER,
    "email": "erik@example.com",
    "phone": "+46701740606",
    "card_brand": "Mastercard",
    "card_last4": "4444",
    "card_token": "tok_demo_erik",
}


def load_erik(erik: User, today: dt.date) -> None:
    """Two finished orders, one that is not delivered, and an assignment finished 3 years ago."""
    for purchase in _purchases(today):
        place(purchase, erik, VOUCHER)
    Assignment.objects.get_or_create(
        client=erik,
        title="Rekrytering av verkstadschef",
        defaults={
            "email": "erik@example.com",
            "description": "Annons, urval och intervjuer på uppdrag av Erik Erikssons verkstad.",
            "started_on": ago(today, years=3, months=4),
            "completed_on": ago(today, years=3),
        },
    )
    take_interest(
        "erik@example.com", ["rekrytering", "ledarskap"], "sv", erik, ago(today, months=2)
    )


def _purchases(today: dt.date) -> tuple[Purchase, ...]:
    return (
        Purchase(
            "E-2001",
            *booked_after(today, years=2),
            (("Webbkurs: Rekrytera rätt", 1, 1490),),
        ),
        Purchase(
            "E-2002",
            *booked_after(today, years=1, months=2),
            (("Utbildningsdag på plats", 1, 9800),),
        ),
        Purchase("E-2003", ago(today, days=5), None, (("Kursbok: Leda på distans", 3, 349),)),
    )
