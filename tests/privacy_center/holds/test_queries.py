"""What holds and decisions bind, also those that were never checked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from privacy_center.erasure import plan
from privacy_center.holds.models import ErasureDecision, HoldGround, LegalHold
from privacy_center.holds.queries import decided_keys, held_keys
from tests.testapp import factories
from tests.testapp.models import Member, Specimen

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
#: None of them is the key of a member.
MISTYPED = ["12-B", "anna@example.com", " ", "1.5", "9" * 40, "-" + "9" * 40, "0x1", "é"]


def hold(key: object, source: str = "testapp.member", **fields: Any) -> LegalHold:
    return LegalHold.objects.create(
        source=source, record_key=str(key), reason="A dispute", review_on=TODAY, **fields
    )


def decide(key: object, source: str = "testapp.member") -> ErasureDecision:
    return ErasureDecision.objects.create(source=source, record_key=str(key), reason="Done")


def among(model: Any, keys: Any) -> set[Any]:
    return set(model.objects.filter(pk__in=keys).values_list("pk", flat=True))


def test_a_mistyped_hold_voids_no_other() -> None:
    held, free = factories.member(), factories.member()
    for key in MISTYPED:
        hold(key)
    hold(held.pk)
    assert among(Member, held_keys(Member)) == {held.pk}
    assert set(Member.objects.exclude(pk__in=held_keys(Member))) == {free}


def test_a_mistyped_decision_voids_no_other() -> None:
    decided, _free = factories.member(), factories.member()
    for key in MISTYPED:
        decide(key)
    decide(decided.pk)
    assert among(Member, decided_keys(Member)) == {decided.pk}


@pytest.mark.parametrize("form", [str, lambda key: key.hex, lambda key: str(key).upper()])
def test_keys_of_any_kind_and_form_bind(form: Any) -> None:
    held = Specimen.objects.create(email="anna@example.com")
    Specimen.objects.create(email="erik@example.com")
    hold("4711", "testapp.specimen")
    hold(form(held.pk), "testapp.specimen")
    assert among(Specimen, held_keys(Specimen)) == {held.pk}


def test_nothing_is_held_by_nothing() -> None:
    member = factories.member()
    hold(member.pk, "testapp.payment")
    hold("12-B")
    assert among(Member, held_keys(Member)) == set()
    assert set(Member.objects.exclude(pk__in=held_keys(Member))) == {member}


def test_a_ground_is_told_from_another() -> None:
    claimed, compelling = factories.member(), factories.member()
    hold(claimed.pk)
    hold(compelling.pk, ground=HoldGround.COMPELLING)
    assert among(Member, held_keys(Member, HoldGround.CLAIM)) == {claimed.pk}
    assert among(Member, held_keys(Member)) == {claimed.pk, compelling.pk}


def test_a_hold_on_a_part_holds_the_whole() -> None:
    held, free = factories.member(), factories.member()
    part = factories.payment(held)
    factories.payment(free)
    hold("12-B", "testapp.payment")
    hold(part.pk, "testapp.payment")
    assert among(Member, held_keys(Member)) == {held.pk}


def test_a_key_that_cannot_be_read_is_logged_without_it(caplog: Any) -> None:
    hold("anna@example.com")
    among(Member, held_keys(Member))
    (entry,) = [r for r in caplog.records if r.name == "privacy_center.holds"]
    assert "testapp.member" in entry.getMessage()
    assert "anna" not in entry.getMessage()


def test_an_erasure_is_planned_past_a_mistyped_hold() -> None:
    factories.activity("members")
    anna = factories.person("anna@example.com")
    factories.member(anna)
    hold("12-B")
    decide("12-B")
    (step,) = [s for s in plan(anna, today=TODAY).steps if s.source.name == "testapp.member"]
    assert step.action == "anonymise"
