from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from home.models import Order
from privacy_center.access import search
from privacy_center.access.search import MOST, READ
from privacy_center.subjects import Subject
from tests.counting import queries_of
from tests.testapp.factories import masked, member, message, person
from tests.testapp.models import Member

pytestmark = pytest.mark.django_db


def found(subject: Subject, text: str) -> list[tuple[str, object]]:
    return [
        (entry.source, entry.pk)
        for entry in search(subject, text, "en").entries
        if entry.source.startswith("testapp.")
    ]


@pytest.mark.parametrize(
    "text", ["storgatan", "STORGATAN", "  Ärla  ", "ärla", "february 2024", "%_x"]
)
def test_a_text_or_a_date_is_found(text: str) -> None:
    anna = person("anna@example.com")
    mine = member(anna, name="Ärla Storgatan 100 %_x", joined_on=dt.date(2024, 2, 29))
    member(anna, name="Nothing")
    assert found(anna, text) == [("testapp.member", mine.pk)]


def test_a_label_is_found() -> None:
    anna = person("anna@example.com")
    mine = member(anna)
    assert found(anna, f"member {mine.pk}") == [("testapp.member", mine.pk)]


def test_an_old_text_is_found_among_many() -> None:
    anna = person("anna@example.com")
    first = member(anna, name="Needle in the hay")
    Member.objects.bulk_create(Member(user=anna.user, name="Hay") for _ in range(READ + 20))
    assert ("testapp.member", first.pk) in found(anna, "needle")


def test_more_than_fits_is_said() -> None:
    anna = person("anna@example.com")
    Member.objects.bulk_create(Member(user=anna.user, name="Hay") for _ in range(MOST + 5))
    results = search(anna, "hay", "en")
    assert len(results.entries) == MOST
    assert results.more


@pytest.mark.parametrize("text", ["canary", "erik", "999", "Erik's"])
def test_another_persons_records_are_never_found(text: str) -> None:
    anna, erik = person("anna@example.com"), person("erik@example.com")
    member(erik, name="Erik Canary", phone="+46 70 999")
    message(erik, recipient_email="anna@example.com", body="Erik's canary 999")
    assert search(anna, text, "en").entries == []
    assert [pk for _source, pk in found(erik, text)]


@pytest.mark.parametrize("text", ["", "x", " ", "\x00", "y" * 101])
def test_too_little_or_too_much_finds_nothing(text: str) -> None:
    anna = person("anna@example.com")
    member(anna, name="xyz")
    assert search(anna, text, "en").entries == []


def test_secrets_and_masked_and_encrypted_values_are_not_searched() -> None:
    anna = person("anna@example.com")
    member(anna, name="Hidden Name", door_code="code-4711")
    assert found(anna, "4711") == []
    with masked("name"):
        assert found(anna, "hidden") == []
    Order.objects.create(
        customer=anna.user,
        number="T-1",
        ordered_on=dt.date(2025, 1, 1),
        total=1,
        name="Anna",
        personal_number="19640823-3234",
    )
    assert search(anna, "3234", "en").entries == []


def test_queries_do_not_grow_with_the_records() -> None:
    counts = []
    for name, number in (("few@example.com", 10), ("many@example.com", 1000)):
        subject = person(name)
        Member.objects.bulk_create(Member(user=subject.user, name="Hay") for _ in range(number))
        counts.append(queries_of(partial(search, subject, "nowhere", "en")))
    assert counts[0] == counts[1]
