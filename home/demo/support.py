"""Messages that have come in by the demo's contact form."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.utils import timezone

from home.models import ContactPage, SupportCase

MORNING = dt.time(9, 30)


def open_case(
    page: ContactPage,
    user: User | None,
    answers: dict[str, str],
    *,
    came_in: dt.date,
    closed_on: dt.date | None,
) -> None:
    """The case of a message; the same message from the same address is the same case."""
    email = answers["email"]
    for known in SupportCase.objects.filter(email=email):
        if known.form_data.get("message") == answers["message"]:
            return
    case = SupportCase.objects.create(
        page=page,
        user=user,
        email=email,
        form_data=answers,
        status=SupportCase.Status.CLOSED if closed_on else SupportCase.Status.OPEN,
        closed_on=closed_on,
    )
    # The column sets itself to now when the row is made.
    at = timezone.make_aware(dt.datetime.combine(came_in, MORNING))
    SupportCase.objects.filter(pk=case.pk).update(submit_time=at)
