"""Somebody without an account, who has rights all the same."""

from __future__ import annotations

import datetime as dt

from home.models import ContactPage

from .consents import subscribe
from .support import open_case

EMAIL = "guest@example.com"


def load_guest(today: dt.date, contact: ContactPage) -> None:
    """One message by the contact form, answered and closed, and the newsletter."""
    open_case(
        contact,
        None,
        {
            "name": "Gunnar Gäst",
            "email": EMAIL,
            "message": "Hej! Håller ni kurser för föreningar också?",
        },
        came_in=today - dt.timedelta(days=30),
        closed_on=today - dt.timedelta(days=29),
    )
    subscribe(EMAIL, "sv", None)
