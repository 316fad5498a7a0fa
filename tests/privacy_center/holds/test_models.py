"""What an officer may write down as a hold or a decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from privacy_center.holds.models import ErasureDecision, HoldGround, LegalHold
from tests.testapp import factories
from tests.testapp.models import Specimen, Unrelated

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
REFERENCE = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


def hold(**fields: Any) -> LegalHold:
    return LegalHold(**({"reason": "A dispute", "review_on": TODAY} | fields))


def decision(**fields: Any) -> ErasureDecision:
    return ErasureDecision(**({"reason": "Nothing is owed"} | fields))


def refusal(record: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    return refused.value.message_dict


@pytest.mark.parametrize("make", [hold, decision])
def test_a_key_is_stored_as_the_database_reads_it(make: Any) -> None:
    member = factories.member()
    record = make(source="testapp.Member", record_key=f" 0{member.pk} ")
    record.full_clean()
    assert (record.source, record.record_key) == ("testapp.member", str(member.pk))


@pytest.mark.parametrize("make", [hold, decision])
def test_a_key_of_another_kind_is_normalised_too(make: Any) -> None:
    specimen = Specimen.objects.create(email="anna@example.com")
    record = make(source="testapp.specimen", record_key=str(specimen.pk).upper())
    record.full_clean()
    assert record.record_key == specimen.pk.hex


@pytest.mark.parametrize("make", [hold, decision])
@pytest.mark.parametrize("key", ["12-B", "anna@example.com", "1.5", "9" * 40])
def test_what_is_no_key_is_refused(make: Any, key: str) -> None:
    assert list(refusal(make(source="testapp.member", record_key=key))) == ["record_key"]


@pytest.mark.parametrize("make", [hold, decision])
@pytest.mark.parametrize(
    ("source", "key"), [("testapp.member", "4711"), ("testapp.specimen", "7" * 32)]
)
def test_a_record_that_is_not_there_is_refused(make: Any, source: str, key: str) -> None:
    assert refusal(make(source=source, record_key=key)) == {
        "record_key": ["There is no record with this key."]
    }


@pytest.mark.parametrize("make", [hold, decision])
@pytest.mark.parametrize("source", ["testapp.unrelated", "testapp.nothing", "members"])
def test_what_is_no_source_is_refused(make: Any, source: str) -> None:
    record = Unrelated.objects.create(colour="red")
    assert list(refusal(make(source=source, record_key=str(record.pk)))) == ["source"]


def test_a_decision_names_a_source_and_a_record() -> None:
    assert set(refusal(decision())) == {"source", "record_key"}


def test_a_decision_is_made_once_however_its_key_is_written() -> None:
    member = factories.member()
    decision(source="testapp.member", record_key=str(member.pk)).save()
    again = decision(source="testapp.member", record_key=f"0{member.pk}")
    assert refusal(again)


def test_a_person_is_named_by_their_reference() -> None:
    record = hold(pseudonym=f" {REFERENCE.upper()} ")
    record.full_clean()
    assert record.pseudonym == REFERENCE


@pytest.mark.parametrize("text", ["Anna Ek", REFERENCE[:-1], f"{REFERENCE}0", "g" * 32])
def test_what_is_no_reference_is_refused(text: str) -> None:
    (message,) = refusal(hold(pseudonym=text))["pseudonym"]
    assert "32" in message


@pytest.mark.parametrize("lifted", [False, True])
def test_an_email_is_no_reference_and_is_refused(lifted: bool) -> None:
    record = hold(pseudonym="anna@example.com", lifted_at=timezone.now() if lifted else None)
    (message,) = refusal(record)["pseudonym"]
    assert "e-mail" in message
    assert "anna" not in message


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"source": "testapp.member"},
        {"record_key": "1"},
        {"pseudonym": REFERENCE, "source": "testapp.member"},
        {"pseudonym": REFERENCE, "record_key": "1"},
        {"pseudonym": REFERENCE, "source": "testapp.member", "record_key": "1"},
    ],
)
def test_a_hold_is_on_a_person_or_on_a_record(fields: dict[str, str]) -> None:
    assert list(refusal(hold(**fields))) == ["__all__"]


def test_compelling_grounds_are_about_a_record() -> None:
    assert list(refusal(hold(ground=HoldGround.COMPELLING, pseudonym=REFERENCE))) == ["ground"]
    member = factories.member()
    hold(
        ground=HoldGround.COMPELLING, source="testapp.member", record_key=str(member.pk)
    ).full_clean()


def test_a_hold_is_lifted_though_its_record_is_gone_or_never_was() -> None:
    now = timezone.now()
    hold(source="testapp.member", record_key="4711", lifted_at=now).full_clean()
    hold(source="testapp.member", record_key="12-B", lifted_at=now).full_clean()
    hold(pseudonym="Anna Ek", lifted_at=now).full_clean()
