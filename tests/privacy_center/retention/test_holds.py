"""What retention spares because a person or a record is on hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone, translation

from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.erasure import erase, plan
from privacy_center.holds.models import LegalHold
from privacy_center.requests import PrivacyRequest, open_request
from privacy_center.retention import confirm_rules, due_counts, retain, retention_plan
from privacy_center.sources import Anonymise, PersonalData, records_of, registry
from privacy_center.sources.restricted import restrict
from privacy_center.subjects import Subject, subject_of_user
from tests.testapp import factories
from tests.testapp.models import Member, Message, Payment
from tests.testapp.privacy import MemberData, MessageData

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
LONG_AGO = dt.date(2020, 1, 1)


class PaymentsGo(PersonalData):
    """Payments that are blanked with their member."""

    part_of = "member"
    not_identifying = ("amount", "paid_at")
    fields = {"reference": "purchase"}
    on_erasure = Anonymise()


@pytest.fixture
def activity(db: None) -> Any:
    made = factories.activity("members", period_value=2, period_unit="years")
    with (
        translation.override("en"),
        registry.register_temporarily(Payment, PaymentsGo),
    ):
        confirm_rules(actor=Actor.command())
        yield made


def counts(today: dt.date = TODAY) -> dict[str, int]:
    return {step.source.name: step.records for step in retention_plan(today).steps}


def run(today: dt.date = TODAY) -> Any:
    return retain(actor=Actor.command(), today=today)[0]


def hold(subject: Subject, **fields: Any) -> LegalHold:
    defaults = {"pseudonym": subject.pseudonym, "reason": "A dispute", "review_on": TODAY}
    return LegalHold.objects.create(**(defaults | fields))


def names() -> dict[int, str]:
    return dict(Member.objects.values_list("pk", "name"))


def test_what_an_account_on_hold_owns_stays(activity: Any) -> None:
    anna, erik = factories.person("anna@example.com"), factories.person("erik@example.com")
    held = factories.member(anna, name="Anna Ek", joined_on=LONG_AGO)
    other = factories.member(erik, name="Erik", joined_on=LONG_AGO)
    hold(anna)
    assert counts() == {"testapp.member": 1}
    run()
    assert names() == {held.pk: "Anna Ek", other.pk: ""}


@pytest.mark.parametrize("address", ["anna@example.com", "ek@example.com"])
def test_any_address_of_theirs_leads_to_it(activity: Any, address: str) -> None:
    anna = factories.person("anna@example.com", "ek@example.com")
    factories.member(anna, joined_on=LONG_AGO)
    factories.member(None, email="Anna@example.com", joined_on=LONG_AGO)
    factories.member(None, email="ek@example.com", joined_on=LONG_AGO)
    hold(Subject.of(None, [address]))
    assert counts() == {}


def test_an_account_without_an_address_is_held_too(activity: Any) -> None:
    user = get_user_model().objects.create_user("anna")
    anna = subject_of_user(user)
    factories.member(anna, joined_on=LONG_AGO)
    hold(anna)
    assert counts() == {}


def test_an_address_that_is_not_proved_leads_nowhere(activity: Any) -> None:
    mallory = subject_of_user(get_user_model().objects.create_user("m", "anna@example.com"))
    factories.member(mallory, joined_on=LONG_AGO)
    hold(Subject.of(None, ["anna@example.com"]))
    assert counts() == {"testapp.member": 1}


def test_the_parts_of_what_is_held_stay(activity: Any) -> None:
    anna, erik = factories.person("anna@example.com"), factories.person("erik@example.com")
    held = factories.payment(factories.member(anna, joined_on=LONG_AGO), reference="Anna's")
    other = factories.payment(factories.member(erik, joined_on=LONG_AGO), reference="Erik's")
    hold(anna)
    assert counts() == {"testapp.member": 1, "testapp.payment": 1}
    run()
    assert dict(Payment.objects.values_list("pk", "reference")) == {held.pk: "Anna's", other.pk: ""}


def test_a_hold_on_a_part_spares_the_whole(activity: Any) -> None:
    anna = factories.person("anna@example.com")
    part = factories.payment(factories.member(anna, joined_on=LONG_AGO))
    hold(anna, pseudonym="", source="testapp.payment", record_key=str(part.pk))
    assert counts() == {}


def test_an_editor_sees_no_held_rows_among_what_is_due(activity: Any) -> None:
    anna = factories.person("anna@example.com")
    factories.member(anna, joined_on=LONG_AGO)
    factories.member(None, email="guest@example.com", joined_on=LONG_AGO)
    assert due_counts(activity, TODAY)["testapp.member"] == 2
    hold(anna)
    assert due_counts(activity, TODAY)["testapp.member"] == 1
    hold(Subject.of(None, ["guest@example.com"]))
    assert due_counts(activity, TODAY)["testapp.member"] == 0


def test_a_lifted_hold_spares_nothing(activity: Any) -> None:
    anna = factories.person("anna@example.com")
    factories.member(anna, joined_on=LONG_AGO)
    hold(anna).lift()
    assert counts() == {"testapp.member": 1}


def test_a_hold_that_was_mistyped_stops_nothing(activity: Any) -> None:
    factories.member(None, joined_on=LONG_AGO)
    anna = factories.person("anna@example.com")
    hold(anna, pseudonym="", source="testapp.member", record_key="12-B")
    assert run().status == "complete"
    assert set(names().values()) == {""}


def test_what_an_earlier_erasure_kept_is_held_by_the_hash_it_left(activity: Any) -> None:
    ProcessingActivity.objects.update(
        legal_basis="legal_obligation", legal_reference="BFL", period_value=7
    )
    for slug in ("account", "security", "events", "courses", "messages"):
        factories.activity(slug)
    confirm_rules(actor=Actor.command())
    anna, erik = (factories.person(f"{who}@example.com") for who in ("anna", "erik"))
    held = factories.member(anna, name="Anna Ek", joined_on=dt.date(2025, 3, 1))
    other = factories.member(erik, name="Erik", joined_on=dt.date(2025, 3, 1))
    for subject in (anna, erik):
        erase(subject, actor=Actor.command(), language="en")
    assert names() == {held.pk: "Anna Ek", other.pk: "Erik"}
    hold(anna)
    later = dt.date(2033, 1, 1)
    assert counts(later)["testapp.member"] == 1
    run(later)
    assert names() == {held.pk: "Anna Ek", other.pk: ""}


class DatedMessages(MessageData):
    subject = ("sender",)
    activity = "members"
    retained_from = "sender__date_joined"


def test_what_a_held_person_stands_on_beside_another_stays(activity: Any) -> None:
    erik = factories.person("erik@example.com")
    type(erik.user).objects.update(date_joined=timezone.now() - dt.timedelta(days=2000))
    anna = factories.person("anna@example.com", "ek@example.com")
    held = [
        factories.message(erik, recipient_email="Ek@example.com"),
        factories.message(erik, copy_email="guest@example.com"),
    ]
    factories.message(erik, recipient_email="other@example.com")
    hold(anna)
    hold(Subject.of(None, ["guest@example.com"]))
    with registry.register_temporarily(Message, DatedMessages):
        assert counts() == {"testapp.message": 1}
        run()
    assert set(Message.objects.all()) == set(held)


def test_the_sessions_of_a_held_account_stay(activity: Any) -> None:
    factories.activity("security", period_value=1, period_unit="months")
    confirm_rules(actor=Actor.command())
    anna, erik = (factories.person(f"{who}@example.com") for who in ("anna", "erik"))
    kept = {}
    for subject in (anna, erik):
        store = SessionStore()
        store[SESSION_KEY] = str(subject.user.pk)
        store.create()
        kept[subject] = store.session_key
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(days=2000))
    hold(anna)
    assert counts() == {"sessions.session": 1}
    run()
    assert list(Session.objects.values_list("pk", flat=True)) == [kept[anna]]


def test_a_hold_set_after_the_plan_still_binds(activity: Any) -> None:
    anna = factories.person("anna@example.com")
    record = factories.member(anna, name="Anna Ek", joined_on=LONG_AGO)
    factories.payment(record, reference="Anna's")
    other = factories.member(None, joined_on=LONG_AGO)

    class HeldMeanwhile(PaymentsGo):
        """While the first step runs, the officer sets a hold."""

        def anonymise(self, record: Any, subject: Any) -> None:
            hold(anna)
            super().anonymise(record, subject)

    with registry.register_temporarily(Payment, HeldMeanwhile):
        run()
    assert names() == {record.pk: "Anna Ek", other.pk: ""}


class Unasked(MemberData):
    def people(self, queryset: Any) -> Any:
        raise AssertionError("Nobody is on hold, so nobody is looked for.")


def test_without_a_person_on_hold_nobody_is_looked_for(activity: Any) -> None:
    record = factories.member(None, joined_on=LONG_AGO)
    hold(
        Subject.of(None, ["x@example.com"]),
        pseudonym="",
        source="testapp.member",
        record_key=str(record.pk),
    )
    with registry.register_temporarily(Member, Unasked):
        assert counts() == {}


@pytest.mark.parametrize("with_account", [True, False])
def test_what_is_kept_under_a_hash_stays_too(activity: Any, with_account: bool) -> None:
    """A closed request names its person by nothing else."""
    factories.activity("rights-requests", period_value=2, period_unit="years")
    confirm_rules(actor=Actor.command())
    anna = Subject.of(None, ["anna@example.com"])
    if with_account:
        factories.person("anna@example.com", "ek@example.com")
    asked = [ask(anna), ask(Subject.of(None, ["ek@example.com"])) if with_account else None]
    ask(Subject.of(None, ["erik@example.com"]))
    hold(anna)
    assert counts()["privacy_center.privacyrequest"] == 1
    run()
    assert set(PrivacyRequest.objects.all()) == set(filter(None, asked))


def ask(subject: Subject) -> PrivacyRequest:
    """A request that was answered long ago."""
    then = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    request = open_request("access", subject, actor=None, received_at=then)
    PrivacyRequest.objects.filter(pk=request.pk).update(state="completed", closed_at=then)
    return request


def test_a_hold_and_what_outlived_an_erasure_bind_after_a_change_of_key(
    activity: Any, settings: Any
) -> None:
    settings.PRIVACY_CENTER = {"HASH_KEY": "old"}
    account = get_user_model().objects.create_user(username="anna")
    anna = subject_of_user(account)
    held = factories.member(anna, joined_on=LONG_AGO)
    outlived = factories.member(None, name="Anna Ek", joined_on=LONG_AGO)
    restrict(Member, [outlived.pk], anna.hashes, "keep", None)
    LegalHold.objects.create(pseudonym=anna.pseudonym, reason="A dispute", review_on=TODAY)
    settings.PRIVACY_CENTER = {"HASH_KEY": "new", "HASH_KEY_FALLBACKS": ["old"]}
    anna = subject_of_user(account)
    assert counts() == {}
    members = registry.get(Member)
    assert members is not None
    assert {row.pk for row in records_of(members, anna)} == {held.pk, outlived.pk}
    assert {str(step.action) for step in plan(anna).steps} <= {"keep", "review"}
