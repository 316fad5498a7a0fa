"""Records of two people: whatever goes wrong for the one, the other's record is the other's."""

import datetime as dt
from typing import ClassVar

import pytest
from django.contrib.auth import get_user_model

from privacy_center.activities.models import ProcessingActivity
from privacy_center.erasure import plan
from privacy_center.erasure.deciding import reviews
from privacy_center.erasure.sweeping import sweep
from privacy_center.holds.models import LegalHold
from privacy_center.sources import Anonymise, PersonalData, records_of, registry
from privacy_center.sources.models import RestrictedRecord
from privacy_center.subjects import Subject
from tests.testapp import factories
from tests.testapp.models import Household, Loan, Member, Message, Payment
from tests.testapp.privacy import HouseholdData, MessageData

from .conftest import TODAY

pytestmark = pytest.mark.django_db

ANNA = Subject.of(None, ["anna@example.com"])
ERIK = Subject.of(None, ["erik@example.com"])


def refuse():
    raise RuntimeError("This value cannot be made.")


class BrokenMessages(MessageData):
    """The fields of the other person cannot be cleared."""

    on_erasure = Anonymise(recipient_email=refuse)


class BrokenHouseholds(HouseholdData):
    on_erasure = Anonymise(second_name=refuse)


@pytest.fixture
def message(anna, erik):
    return factories.message(
        anna, recipient_email="erik@example.com", recipient_name="Erik", body="From Anna"
    )


def test_a_failed_step_on_anothers_record_gives_it_to_nobody(anna, message, erik, erased):
    with registry.register_temporarily(Message, BrokenMessages):
        assert erased(erik).status == "partial"
        source = registry.get(Message)
        assert list(records_of(source, anna)) == [message]
        assert list(records_of(source, ERIK)) == []
    run = erased(ERIK)
    assert run.status == "complete"
    message.refresh_from_db()
    assert (message.sender, message.body) == (anna.user, "From Anna")
    assert (message.recipient_email, message.recipient_name) == ("", "")


def test_what_leads_to_anothers_record_waits_until_the_step_succeeds(anna, erik, erased):
    row = Household.objects.create(
        first=anna.user, first_name="Anna", second=erik.user, second_name="Erik"
    )
    with registry.register_temporarily(Household, BrokenHouseholds):
        run = erased(erik)
    reasons = {step["source"]: step["reason"] for step in run.receipt()["steps"] if step["reason"]}
    assert reasons == {"testapp.household": "RuntimeError", "auth.user": "StillReferred"}
    assert erased(ERIK).status == "complete"
    row.refresh_from_db()
    assert (row.first, row.first_name) == (anna.user, "Anna")
    assert (row.second, row.second_name) == (None, "")
    assert not get_user_model().objects.filter(pk=erik.user_pk).exists()


class Walking(PersonalData):
    """Reached through a member, and with somebody else on it."""

    activity = "members"
    subject = ("member__user", "member__email")
    others = {"thing": ("thing",)}
    fields = {"thing": "contact", "remark": "free-text"}
    not_identifying = ("lent_on",)


@pytest.fixture
def loan(anna, erik):
    member = factories.member(anna, email="anna@example.com")
    with registry.register_temporarily(Loan, Walking):
        yield Loan.objects.create(member=member, thing="erik@example.com", remark="From Anna")


def test_a_record_that_is_reached_through_another_stays_its_owners(anna, erik, loan, erased):
    assert erased(erik).status == "complete"
    assert erased(ERIK).status == "complete"
    loan.refresh_from_db()
    assert (loan.thing, loan.remark) == ("", "From Anna")
    assert list(records_of(registry.get(Loan), anna)) == [loan]


def test_what_stays_for_another_is_no_longer_the_owners(loan, anna, erased):
    assert erased(anna).status == "complete"
    loan.refresh_from_db()
    assert (loan.thing, loan.remark) == ("erik@example.com", "")
    assert not RestrictedRecord.objects.exists()
    assert [step.source.name for step in plan(ANNA).steps] == []


def hold(**named):
    return LegalHold.objects.create(reason="A dispute", review_on=TODAY, **named)


def lifted(held):
    """What the erasures that the hold kept open end as."""
    assert list(sweep()) == []
    held.lift()
    return [run.status for run in sweep()]


def test_a_hold_on_anothers_record_keeps_the_erasure_open(anna, erik, message, erased):
    held = hold(source="testapp.message", record_key=str(message.pk))
    run = erased(erik)
    assert (run.status, run.residue) == ("awaiting_decision", [])
    message.refresh_from_db()
    assert message.recipient_email == "erik@example.com"
    assert list(records_of(registry.get(Message), anna)) == [message]
    assert not get_user_model().objects.filter(pk=erik.user_pk).exists()
    assert lifted(held) == ["complete"]
    message.refresh_from_db()
    assert (message.sender, message.body) == (anna.user, "From Anna")
    assert (message.recipient_email, message.recipient_name) == ("", "")


def test_a_hold_on_the_person_keeps_the_erasure_of_anothers_record_open(
    anna, erik, message, erased
):
    held = hold(pseudonym=erik.pseudonym)
    run = erased(erik)
    assert (run.status, run.residue, run.only_claims) == ("awaiting_decision", [], True)
    assert list(records_of(registry.get(Message), anna)) == [message]
    assert lifted(held) == ["complete"]
    message.refresh_from_db()
    assert (message.sender, message.body) == (anna.user, "From Anna")
    assert (message.recipient_email, message.recipient_name) == ("", "")
    assert not get_user_model().objects.filter(pk=erik.user_pk).exists()


def test_what_waits_on_two_paths_is_counted_on_each(anna, erik, message, erased):
    copies = [factories.message(anna, copy_email="erik@example.com") for _ in range(2)]
    for held in (message, *copies):
        hold(source="testapp.message", record_key=str(held.pk))
    run = erased(erik)
    waiting = run.steps.filter(source="testapp.message").order_by("records")
    assert list(waiting.values_list("records", "done")) == [(1, 1), (2, 2)]
    assert list(sweep()) == []


def test_an_account_waits_while_it_alone_leads_to_what_a_claim_keeps(anna, erik, erased):
    row = Household.objects.create(
        first=anna.user, first_name="Anna", second=erik.user, second_name="Erik"
    )
    member = factories.member(erik)
    held = hold(source="testapp.household", record_key=str(row.pk))
    run = erased(erik)
    waiting = {(review.step.source.name, review.decidable) for review in reviews(run)}
    assert run.status == "awaiting_decision"
    assert waiting == {("testapp.household", False), ("auth.user", False)}
    member.refresh_from_db()
    assert member.name == ""
    row.refresh_from_db()
    assert (row.second, row.second_name) == (erik.user, "Erik")
    assert lifted(held) == ["complete"]
    row.refresh_from_db()
    assert (row.first, row.first_name) == (anna.user, "Anna")
    assert (row.second, row.second_name) == (None, "")
    assert not get_user_model().objects.filter(pk=erik.user_pk).exists()


def test_a_hold_on_a_record_that_nobody_else_is_left_on_is_remembered(anna, erik, message, erased):
    Message.objects.update(sender=None)
    hold(source="testapp.message", record_key=str(message.pk))
    assert erased(erik).status == "complete"
    message.refresh_from_db()
    assert message.recipient_email == "erik@example.com"
    assert list(records_of(registry.get(Message), ERIK)) == [message]
    assert set(RestrictedRecord.objects.values_list("ground", flat=True)) == {"keep"}


class About(PersonalData):
    """Somebody's own, on which another stands by way of a record of that other's."""

    activity = "members"
    subject = ("thing",)
    others: ClassVar = {"member__user": ("remark",)}
    fields: ClassVar = {"thing": "contact", "remark": "free-text"}


@pytest.mark.parametrize("path", ["member__user", "member__email"])
def test_a_record_on_the_way_to_what_a_claim_keeps_waits_too(anna, erik, activities, erased, path):
    member = factories.member(erik, email="erik@example.com")
    loan = Loan.objects.create(member=member, thing="anna@example.com", remark="About Erik")
    held = hold(source="testapp.loan", record_key=str(loan.pk))
    way = type("Way", (About,), {"others": {path: ("remark",)}})
    with registry.register_temporarily(Loan, way):
        run = erased(erik)
        assert run.status == "awaiting_decision"
        member.refresh_from_db()
        assert member.email == "erik@example.com"
        assert lifted(held) == ["complete"]
    loan.refresh_from_db()
    member.refresh_from_db()
    assert (loan.thing, loan.remark) == ("anna@example.com", "")
    assert (member.name, member.email) == ("", "")
    assert not get_user_model().objects.filter(pk=erik.user_pk).exists()


class PaymentsGo(PersonalData):
    """Parts that lose something of their own."""

    part_of = "member"
    not_identifying = ("amount", "paid_at")
    fields: ClassVar = {"reference": "purchase"}
    on_erasure = Anonymise()


def test_only_what_is_on_the_way_waits_and_with_its_parts(anna, erik, activities, erased):
    leading, other = (factories.member(erik, email="erik@example.com") for _ in range(2))
    for member in (leading, other):
        factories.payment(member, reference="REF")
    loan = Loan.objects.create(member=leading, thing="anna@example.com", remark="About Erik")
    held = hold(source="testapp.loan", record_key=str(loan.pk))
    way = type("Way", (About,), {"others": {"member__user": ("remark",)}})
    with (
        registry.register_temporarily(Loan, way),
        registry.register_temporarily(Payment, PaymentsGo),
    ):
        assert erased(erik).status == "awaiting_decision"
        emails = dict(Member.objects.values_list("pk", "email"))
        assert emails == {leading.pk: "erik@example.com", other.pk: ""}
        references = dict(Payment.objects.values_list("member", "reference"))
        assert references == {leading.pk: "REF", other.pk: ""}
        assert lifted(held) == ["complete"]
    assert not Payment.objects.exclude(reference="").exists()
    assert not Member.objects.exclude(email="").exists()


def test_a_hold_on_a_person_binds_what_another_leaves_of_their_records(anna, erik, message, erased):
    held = hold(pseudonym=anna.pseudonym)
    run = erased(erik)
    assert (run.status, run.residue) == ("awaiting_decision", [])
    message.refresh_from_db()
    assert (message.recipient_email, message.recipient_name) == ("erik@example.com", "Erik")
    assert lifted(held) == ["complete"]
    message.refresh_from_db()
    assert (message.sender, message.body) == (anna.user, "From Anna")
    assert (message.recipient_email, message.recipient_name) == ("", "")


def test_an_account_waits_while_it_alone_leads_to_what_somebody_on_hold_has(anna, erik, erased):
    row = Household.objects.create(
        first=anna.user, first_name="Anna", second=erik.user, second_name="Erik"
    )
    held = hold(pseudonym=anna.pseudonym)
    assert erased(erik).status == "awaiting_decision"
    row.refresh_from_db()
    assert (row.second, row.second_name) == (erik.user, "Erik")
    assert lifted(held) == ["complete"]
    row.refresh_from_db()
    assert (row.first_name, row.second, row.second_name) == ("Anna", None, "")


@pytest.mark.usefixtures("bookkept_members")
def test_what_a_law_keeps_after_a_claim_is_cut_while_another_claim_lasts(erik, message, erased):
    member = factories.member(erik, name="Erik Ek", email="erik@example.com", joined_on=TODAY)
    own = hold(source="testapp.member", record_key=str(member.pk))
    hold(source="testapp.message", record_key=str(message.pk))
    assert erased(erik).status == "awaiting_decision"
    member.refresh_from_db()
    assert member.email == "erik@example.com"
    assert lifted(own) == ["awaiting_decision"]
    member.refresh_from_db()
    assert member.email == ""
    assert list(sweep()) == []


def keep_books(slug):
    ProcessingActivity.objects.filter(slug=slug).update(
        legal_basis="legal_obligation",
        legal_reference="BFL",
        preset="bookkeeping",
        period_value=7,
        counts_from="financial_year",
    )


@pytest.fixture
def bookkept(activities):
    keep_books("messages")


@pytest.fixture
def bookkept_members(activities):
    keep_books("members")


class Vouchers(MessageData):
    kept_by_law = ("body",)


@pytest.mark.usefixtures("bookkept")
def test_what_the_law_keeps_is_cut_by_one_person_at_a_time(anna, erik, erased):
    message = factories.message(
        anna,
        recipient_email="erik@example.com",
        recipient_name="Erik",
        copy_email="anna@example.com",
        sent_on=dt.date(2025, 1, 1),
    )
    with registry.register_temporarily(Message, Vouchers):
        run = erased(anna)
        message.refresh_from_db()
        assert (message.recipient_email, message.recipient_name) == ("erik@example.com", "Erik")
        assert (message.sender, message.copy_email, message.body) == (None, "", "Hello")
        assert (run.status, run.residue) == ("complete", [])
        erased(erik)
        message.refresh_from_db()
        assert (message.recipient_email, message.recipient_name) == ("", "")
        assert message.body == "Hello"
        (step,) = plan(ANNA).steps
        assert (step.action, str(step.fate.kept_until)) == ("minimise", "2032-12-31")
