"""A thousand people whose addresses look alike: no package holds a byte of anybody else's."""

from __future__ import annotations

import random
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from privacy_center.access.records import groups_of_source
from privacy_center.sources import registry
from privacy_center.subjects import subject_of_email, subject_of_user
from tests.testapp.models import EventSignup, Member, Message

from .opened import package_of

pytestmark = pytest.mark.django_db

PEOPLE = 1000
#: So many get the whole package; of the others the rows that it would be made of.
WHOLE = 25
SHAPES = (
    "a{n}@example.com",
    "a{n}+b@example.com",
    "a{n}@example.co",
    "aa{n}@example.com",
    "a{n}.b@example.com",
    "a{n}_@example.com",
    "a%{n}@example.com",
    "å{n}@example.com",
    "ä{n}@example.com",
    "a{n}@EXAMPLE.org",
)


def addresses() -> list[str]:
    return [SHAPES[number % len(SHAPES)].format(n=number // 10) for number in range(PEOPLE)]


def canary(number: int) -> str:
    return f"canary-{number}-end"


@pytest.fixture
def people() -> list[Any]:
    """Half of them have an account; all have records by address, in other cases of letters."""
    chance = random.Random(15)
    mails = addresses()
    users = get_user_model().objects
    made = users.bulk_create(
        get_user_model()(username=f"u{number}", email=mail)
        for number, mail in enumerate(mails)
        if number % 2
    )
    accounts = dict(zip(range(1, PEOPLE, 2), made, strict=True))
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=mails[number], verified=True, primary=True)
        for number, user in accounts.items()
    )
    spelled = [chance.choice([mail, mail.upper(), mail.title()]) for mail in mails]
    EventSignup.objects.bulk_create(
        EventSignup(email=mail, event=canary(number)) for number, mail in enumerate(spelled)
    )
    Member.objects.bulk_create(
        Member(user=accounts.get(number), email=mail, name=canary(number))
        for number, mail in enumerate(spelled)
    )
    Message.objects.bulk_create(
        Message(
            sender=user,
            recipient_email=spelled[(number + 1) % PEOPLE],
            body=canary(number),
        )
        for number, user in accounts.items()
    )
    return [
        subject_of_user(accounts[number]) if number in accounts else subject_of_email(mails[number])
        for number in range(PEOPLE)
    ]


def test_nobody_gets_a_row_or_a_byte_of_another(people: list[Any]) -> None:
    sources = [registry.get(model) for model in (EventSignup, Member)]
    for number, subject in enumerate(people):
        for source in sources:
            assert source is not None
            found = [row for group in groups_of_source(source, subject) for row in group.rows]
            texts = {getattr(row, "event", None) or row.name for row in found}
            assert texts == {canary(number)}, subject.emails
    for number in random.Random(7).sample(range(PEOPLE), WHOLE):
        everything = package_of(people[number]).everything
        assert canary(number).encode() in everything
        stripped = everything.replace(canary(number).encode(), b"")
        assert b"canary-" not in stripped, people[number].emails
