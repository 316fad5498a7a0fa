"""What can be chosen, and what a portable package leaves out."""

from __future__ import annotations

import zipfile
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from privacy_center.access import BadChoice, choose, write_package
from privacy_center.access.selection import count_records, slugs_held
from privacy_center.activities.models import ProcessingActivity
from privacy_center.sources import registry
from tests.testapp.factories import activity, member, message, payment, person
from tests.testapp.models import EventSignup, Member
from tests.testapp.privacy import MemberData

from .opened import package_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Any:
    activity("members", legal_basis="contract")
    activity("events", legal_basis="consent")
    activity("messages", legal_basis="legitimate_interest")
    anna = person("anna@example.com")
    member(anna, phone="+46 70 111", joined_on="2024-01-01")
    message(anna, body="canary-body")
    EventSignup.objects.create(email="anna@example.com", event="Picnic")
    return anna


def test_everything_unless_something_is_chosen(anna: Any) -> None:
    selection = package_of(anna).data["selection"]
    assert selection == {"right": "access", "article": "Art. 15", "activities": None}


def test_what_the_person_gave_under_consent_or_contract(anna: Any) -> None:
    package = package_of(anna, portability=True)
    assert package.data["selection"]["right"] == "portability"
    names = {source["name"] for source in package.data["sources"]}
    assert {"testapp.member", "testapp.eventsignup"} <= names
    assert "testapp.message" not in names
    assert b"canary" not in package.everything
    assert "You can take it to somebody else" in package.report


def test_a_source_says_what_it_did_not_get_from_the_person(anna: Any) -> None:
    class Partly(MemberData):
        provided = ("phone",)

    class Nothing(MemberData):
        provided = False

    with registry.register_temporarily(Member, Partly):
        (record,) = package_of(anna, portability=True).records("testapp.member")
        assert set(record) == {"id", "phone"}
        assert "name" in package_of(anna).records("testapp.member")[0]
        assert "Anna Ek" not in package_of(anna, portability=True).report
    with registry.register_temporarily(Member, Nothing):
        assert package_of(anna, portability=True).source("testapp.member") is None


def test_somebody_elses_record_was_not_given_by_the_person(anna: Any) -> None:
    ProcessingActivity.objects.filter(slug="messages").update(legal_basis="contract")
    message(person("erik@example.com"), recipient_email="anna@example.com")
    assert len(package_of(anna).records("testapp.message")) == 2
    assert len(package_of(anna, portability=True).records("testapp.message")) == 1


@pytest.mark.parametrize(
    ("activities", "portability", "why"),
    [([], False, "at least one"), (["no"], False, "called no"), (["messages"], True, "messages")],
)
def test_a_choice_that_cannot_be(
    anna: Any, activities: list[str], portability: bool, why: str
) -> None:
    with translation.override("en"), pytest.raises(BadChoice, match=why):
        write_package(
            anna, actor=None, language="en", activities=activities, portability=portability
        )


def test_counting_stops_where_it_is_enough(anna: Any) -> None:
    whole = count_records(anna, choose())
    assert whole >= 3
    assert count_records(anna, choose(), most=whole) == whole
    assert count_records(anna, choose(), most=1) == 2
    assert {"members", "events", "messages"} <= slugs_held(anna)
    assert "events" not in slugs_held(person("erik@example.com"))


def test_the_command_chooses_too(anna: Any, tmp_path: Any) -> None:
    target = tmp_path / "a.zip"
    call_command(
        "privacy_export", email="anna@example.com", output=str(target), activity=["events"]
    )
    with zipfile.ZipFile(target) as package:
        assert b"canary" not in b"".join(map(package.read, package.namelist()))
    with pytest.raises(CommandError) as raised:
        call_command(
            "privacy_export", email="anna@example.com", output=str(target), activity=["no"]
        )
    assert raised.value.returncode == 2


def test_what_a_source_keeps_back_stands_nowhere(anna: Any) -> None:
    class Redacting(MemberData):
        def value(self, record: Any, field: str) -> Any:
            if field == "name":
                return "[another person]"
            return super().value(record, field)

    Member.objects.update(name="=canary-name")
    for number in range(205):
        member(anna, name=f"canary-{number}", portrait="portraits/canary.png")
    with registry.register_temporarily(Member, Redacting):
        package = package_of(anna, activities=["members"])
    records = package.records("testapp.member")
    assert {record["name"] for record in records} == {"[another person]"}
    assert {row["name"] for row in package.csv("testapp.member")} == {"[another person]"}
    assert records[0]["phone"] == "+46 70 111"
    assert records[0]["joined_on"] == "2024-01-01"
    assert b"canary-" not in package.everything


def test_words_for_people_leave_the_stored_value_to_machines(anna: Any) -> None:
    class Worded(MemberData):
        def words(self, record: Any, field: str) -> Any:
            return "in words" if field == "phone" else super().words(record, field)

    with registry.register_temporarily(Member, Worded):
        package = package_of(anna)
    assert package.records("testapp.member")[0]["phone"] == "+46 70 111"
    assert "in words" in package.report


def test_stored_columns_are_read_beyond_the_head(anna: Any) -> None:
    mine = Member.objects.get()
    other = member(person("erik@example.com"))
    for number in range(450):
        payment(mine, reference=f"=ref-{number}")
        payment(other, reference="canary")
    package = package_of(anna)
    expected = [f"=ref-{number}" for number in range(450)]
    assert [row["reference"] for row in package.records("testapp.payment")] == expected
    assert [row["reference"] for row in package.csv("testapp.payment")] == [
        f"'{reference}" for reference in expected
    ]
    assert b"canary" not in package.zip.read("csv/testapp.payment.csv")
