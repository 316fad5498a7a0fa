"""Asking again: a yes to old terms is no yes to new ones (Art. 4(11), Art. 7(2)).

What was said stays as proof. Until the day the new terms hold, the yes stands, for what it was
given to; from that day it stands only for those who have answered anew.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from ..audit import Actor, record
from ..days import site_today
from .models import Answer, ConsentEvent, ConsentRenewal


@transaction.atomic
def ask_again(slug: str, *, due_on: dt.date, actor: Actor | None) -> bool:
    """Ask everybody who has said yes to the purpose to say it anew before ``due_on``.

    True where it was not asked for that day already. Whoever says yes from now on is not asked:
    they have seen the new terms.
    """
    _renewal, created = ConsentRenewal.objects.get_or_create(activity=slug, due_on=due_on)
    if created:
        record("consent_asked_again", actor=actor, activity=slug, due_on=due_on)
    return created


def renewals_of(slugs: set[str]) -> list[ConsentRenewal]:
    """What was asked again for these purposes, oldest first; one query, none without purposes."""
    if not slugs:
        return []
    return list(ConsentRenewal.objects.filter(activity__in=slugs).order_by("due_on"))


def asked_after(event: ConsentEvent, renewals: list[ConsentRenewal]) -> dt.date | None:
    """The first day by which this yes has to be said anew; None where nobody asks."""
    if event.state != Answer.GIVEN:
        return None
    days = [
        renewal.due_on
        for renewal in renewals
        if renewal.activity == event.activity and renewal.asked_at > event.at
    ]
    return min(days, default=None)


def has_lapsed(due_on: dt.date | None) -> bool:
    """Whether the new terms hold already, and so the old yes no longer."""
    return due_on is not None and due_on <= site_today()
