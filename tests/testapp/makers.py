"""A record of each of the association's shapes for a person, with a canary in what is personal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile

from privacy_center.subjects import Subject

from .factories import member, message, payment
from .models import (
    ContactCard,
    EventSignup,
    Household,
    Loan,
    Mailing,
    Post,
    Profile,
    Remark,
    Trainer,
)


@dataclass(frozen=True)
class Shape:
    """A source, a maker of a record of it, and the field that its person may correct at once."""

    source: str
    make: Callable[[Subject, str, dt.date], Any]
    correctable: str = ""
    #: Whether the person sees the canary: not where the field is a secret or another's.
    seen: bool = True
    #: Whether the canary goes: not where it says nothing of who it is about, or is another's.
    goes: bool = True


def _member(person: Subject, canary: str, day: dt.date) -> Any:
    portrait = ContentFile(b"picture", name=f"{canary}.png")
    preferences = {"note": canary, "list": [canary]}
    return member(
        person,
        name=canary,
        phone="+46 70 111",
        joined_on=day,
        portrait=portrait,
        preferences=preferences,
    )


def _payment(person: Subject, canary: str, day: dt.date) -> Any:
    return payment(member(person, joined_on=day), reference=canary)


def _signup(person: Subject, canary: str, day: dt.date) -> Any:
    return EventSignup.objects.create(email=person.emails[0].title(), event=canary, held_on=day)


def _message(person: Subject, canary: str, day: dt.date) -> Any:
    return message(person, body=canary, sent_on=day)


def _loan(person: Subject, canary: str, day: dt.date) -> Any:
    return Loan.objects.create(member=member(person), thing="Tent", remark=canary, lent_on=day)


def _post(person: Subject, canary: str, day: dt.date) -> Any:
    first = Post.objects.create(author=person.user, text=canary, written_on=day)
    return Post.objects.create(author=person.user, answers=first, text=canary, written_on=day)


def _household(person: Subject, canary: str, day: dt.date) -> Any:
    return Household.objects.create(first=person.user, first_name=canary, moved_in_on=day)


def _remark(person: Subject, canary: str, day: dt.date) -> Any:
    return Remark.objects.create(
        about_type=ContentType.objects.get_for_model(get_user_model()),
        about_key=str(person.user.pk),
        text=canary,
        made_on=day,
    )


def _card(person: Subject, canary: str, day: dt.date) -> Any:
    addresses = ["first@example.org", person.emails[0].title()]
    return ContactCard.objects.create(addresses=addresses, nickname=canary, written_on=day)


def _mailing(person: Subject, canary: str, day: dt.date) -> Any:
    recipients = [f"{canary}@example.org", person.emails[0].title()]
    return Mailing.objects.create(subject_line="News", recipients=recipients, sent_on=day)


def _profile(person: Subject, canary: str, day: dt.date) -> Any:
    return Profile.objects.create(user=person.user, presentation=canary, seen_on=day)


def _helper(person: Subject, canary: str, day: dt.date) -> Any:
    return Trainer.objects.create(
        email=person.emails[0], name=canary, licence=f"{canary}-licence", since=day
    ).helper_ptr


def _trainer(person: Subject, canary: str, day: dt.date) -> Any:
    return Trainer.objects.create(email=person.emails[0], name="Kim", licence=canary, since=day)


SHAPES = {
    shape.source: shape
    for shape in (
        Shape("testapp.member", _member, "phone"),
        Shape("testapp.payment", _payment, goes=False),
        Shape("testapp.eventsignup", _signup, "event"),
        Shape("testapp.message", _message, "body"),
        Shape("testapp.loan", _loan, "remark"),
        Shape("testapp.post", _post, "text"),
        Shape("testapp.household", _household, "first_name"),
        Shape("testapp.remark", _remark, "text"),
        Shape("testapp.contactcard", _card, "nickname"),
        Shape("testapp.mailing", _mailing, seen=False, goes=False),
        Shape("testapp.profile", _profile, "presentation"),
        Shape("testapp.helper", _helper, "name"),
        Shape("testapp.trainer", _trainer, "licence"),
    )
}
