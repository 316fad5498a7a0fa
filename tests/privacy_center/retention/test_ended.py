"""What was kept for a claim goes once the claim has ended, though its erasure is long closed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone, translation

from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.erasure import erase
from privacy_center.holds.models import HoldGround, LegalHold
from privacy_center.requests import Kind, open_request
from privacy_center.retention import confirm_rules, due_lines, retain, retention_plan
from privacy_center.sources import records_of, registry
from privacy_center.sources.models import RestrictedRecord
from privacy_center.sources.restricted import restrict
from privacy_center.subjects import Subject
from privacy_center.testing import register_temporarily
from tests.testapp import factories
from tests.testapp.models import EventSignup, Member, Message
from tests.testapp.privacy import EventSignupData, MemberData

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
ENDED = "The claim that this was kept for has ended."


@pytest.fixture(autouse=True)
def _activities(db: None) -> Any:
    for slug in ("members", "events", "courses", "messages", "account", "security"):
        factories.activity(slug)
    with translation.override("en"):
        yield


@pytest.fixture
def anna() -> Subject:
    return factories.person("anna@example.com")


@pytest.fixture
def erik() -> Subject:
    return factories.person("erik@example.com")


def hold(record: Any = None, subject: Subject | None = None, **fields: Any) -> LegalHold:
    named: dict[str, Any] = {"pseudonym": subject.pseudonym} if subject else {}
    if record is not None:
        named = {"source": record._meta.label_lower, "record_key": str(record.pk)}
    return LegalHold.objects.create(reason="A dispute", review_on=TODAY, **named, **fields)


def leave(subject: Subject) -> None:
    run = erase(subject, actor=Actor.command(), language="en")
    assert (run.status, run.identifiers) == ("complete", "")


def plan() -> dict[str, tuple[str, int]]:
    return {
        step.source.name: (str(step.action), step.records) for step in retention_plan(TODAY).steps
    }


def night() -> Any:
    confirm_rules(actor=Actor.command())
    return retain(actor=Actor.command(), today=TODAY)[0]


def test_a_record_that_was_kept_for_a_claim_goes_after_it_with_its_parts(anna: Subject) -> None:
    record = factories.member(anna, email="anna@example.com")
    factories.payment(record)
    claim = hold(record)
    leave(anna)
    assert plan() == {}
    claim.lift()
    assert plan() == {"testapp.member": ("anonymise", 1), "testapp.payment": ("anonymise", 1)}
    assert Member.objects.get().name == "Anna Ek"
    run = night()
    assert {step["ground"] for step in run.steps} == {ENDED}
    assert Member.objects.filter(name="", email="", user=None).exists()
    assert not RestrictedRecord.objects.exists()
    assert plan() == {}


def test_everything_of_a_person_goes_after_a_claim_on_everything(anna: Subject) -> None:
    factories.member(anna)
    EventSignup.objects.create(email="Anna@example.com", event="Fair")
    EventSignup.objects.create(email="erik@example.com", event="Fair")
    claim = hold(subject=anna)
    leave(anna)
    claim.lift()
    night()
    assert not get_user_model().objects.filter(pk=anna.user.pk, is_active=True).exists()
    assert Member.objects.get().name == ""
    assert EventSignup.objects.get().email == "erik@example.com"
    assert not RestrictedRecord.objects.exists()


def test_what_another_hold_or_an_open_request_or_the_site_spares_stays(anna: Subject) -> None:
    record = factories.member(anna, email="anna@example.com")
    claim = hold(record)
    leave(anna)
    claim.lift()
    second = hold(subject=Subject.of(None, ["anna@example.com"]))
    assert plan() == {}
    second.lift()

    class Spared(MemberData):
        def guard(self, queryset: Any) -> Any:
            return queryset

    with register_temporarily(Member, Spared):
        assert plan() == {}
    open_request(Kind.ACCESS, Subject.of(None, ["anna@example.com"]), actor=Actor.command())
    assert plan() == {}


def test_a_law_that_keeps_it_is_obeyed_after_the_claim(anna: Subject) -> None:
    ProcessingActivity.objects.filter(slug="members").update(
        legal_basis="legal_obligation",
        legal_reference="BFL 7:2",
        preset="bookkeeping",
        period_value=7,
        counts_from="financial_year",
    )
    claim = hold(factories.member(anna, phone="0701740605", joined_on=dt.date(2020, 3, 1)))
    leave(anna)
    claim.lift()
    assert plan() == {"testapp.member": ("minimise", 1)}
    assert night().removed == 0
    assert list(Member.objects.values_list("name", "phone")) == [("Anna Ek", "")]
    kept = RestrictedRecord.objects.values_list("ground", "kept_until").distinct()
    assert list(kept) == [("minimise", dt.date(2027, 12, 31))]
    assert plan() == {}
    members = registry.get(Member)
    assert members is not None
    assert records_of(members, Subject.of(None, ["anna@example.com"])).exists()
    due = retention_plan(dt.date(2028, 1, 1)).steps
    assert {(str(step.action), str(step.fate.ground)[:13]) for step in due} == {
        ("anonymise", "Past its time")
    }


def test_what_is_not_finished_waits_for_its_end(anna: Subject) -> None:
    class Open(MemberData):
        def is_open(self, queryset: Any) -> Any:
            return queryset.filter(phone="open")

    claim = hold(factories.member(anna, phone="open"))
    with register_temporarily(Member, Open):
        leave(anna)
        claim.lift()
        assert plan() == {}
        Member.objects.update(phone="")
        assert plan() == {"testapp.member": ("anonymise", 1)}


@pytest.mark.parametrize("ground", HoldGround.values)
def test_a_finished_assignment_was_kept_for_the_claim_alone(anna: Subject, ground: str) -> None:
    basis = {"claim": "contract", "compelling": "legitimate_interest"}[ground]
    ProcessingActivity.objects.filter(slug="members").update(
        legal_basis=basis, preset="confidentiality"
    )
    claim = hold(factories.member(anna), ground=ground)
    leave(anna)
    claim.lift()
    assert plan() == {"testapp.member": ("anonymise", 1)}


def test_another_who_stands_on_the_record_keeps_what_is_theirs(
    anna: Subject, erik: Subject
) -> None:
    claim = hold(factories.message(anna, recipient_email="erik@example.com", recipient_name="Erik"))
    leave(anna)
    claim.lift()
    night()
    left = Message.objects.values_list("sender", "recipient_email", "recipient_name", "body").get()
    assert left == (None, "erik@example.com", "Erik", "")
    assert plan() == {}


def test_somebody_elses_record_stays_with_them(anna: Subject, erik: Subject) -> None:
    record = factories.message(anna, recipient_email="erik@example.com")
    restrict(Message, [record.pk], erik.hashes, "keep", None)
    assert plan() == {}


def test_of_whoever_came_back_nothing_goes_unasked(anna: Subject) -> None:
    claim = hold(subject=anna)
    factories.member(anna)
    leave(anna)
    claim.lift()
    assert plan()["testapp.member"] == ("anonymise", 1)
    get_user_model().objects.update(last_login=timezone.now())
    assert plan() == {}
    leave(anna)
    assert Member.objects.get().name == ""


def test_what_is_past_its_time_as_well_is_counted_once(anna: Subject) -> None:
    ProcessingActivity.objects.filter(slug="members").update(period_value=2, period_unit="years")
    claim = hold(factories.member(anna, joined_on=dt.date(2020, 1, 1)))
    leave(anna)
    claim.lift()
    assert plan() == {"testapp.member": ("anonymise", 1)}


def test_it_is_exported_where_no_date_counts(anna: Subject) -> None:
    class Undated(EventSignupData):
        retained_from = ""
        not_identifying = ("event", "course", "held_on")

    with register_temporarily(EventSignup, Undated):
        claim = hold(EventSignup.objects.create(email="anna@example.com", event="Fair"))
        leave(anna)
        claim.lift()
        (line,) = due_lines(retention_plan(TODAY))
    assert (line["ground"], line["counts_from"]) == (ENDED, None)
