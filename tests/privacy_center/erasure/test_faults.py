"""Faults that were found in the executor, each with the record that showed it."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db.models import Q
from django.test import override_settings

from privacy_center.activities.models import ProcessingActivity
from privacy_center.erasure import AlreadyRunning, plan
from privacy_center.erasure.models import ErasureRun
from privacy_center.holds.models import LegalHold
from privacy_center.sources import Anonymise, Delete, PersonalData, records_of, registry
from privacy_center.sources.models import RestrictedRecord
from privacy_center.subjects import Subject
from tests.testapp import factories
from tests.testapp.models import EventSignup, Member, Message, Payment
from tests.testapp.privacy import MemberData, MessageData

from .conftest import TODAY

pytestmark = pytest.mark.django_db

ANNA = Subject.of(None, ["anna@example.com"])


class ByPayment(MemberData):
    """Reached through a record that goes first."""

    subject = ("payment__member__user",)


class Paid(PersonalData):
    activity = "members"
    subject = ("member__user",)
    fields = {"reference": "payment"}
    not_identifying = ("amount", "paid_at")
    on_erasure = Delete()


def test_a_record_reached_through_one_that_goes_first_is_erased_too(anna, erased):
    factories.payment(factories.member(anna, name="Anna Ek"))
    with (
        registry.register_temporarily(Member, ByPayment),
        registry.register_temporarily(Payment, Paid),
    ):
        assert erased(anna).status == "complete"
    assert not Payment.objects.exists()
    assert Member.objects.get().name == ""


def test_what_outlived_anothers_erasure_opens_to_nobody_else(anna, erik, erased):
    ProcessingActivity.objects.filter(slug="members").update(preset="confidentiality")
    record = factories.member(anna, name="Anna Ek", email="erik@example.com")
    erased(anna)
    source = registry.get(Member)
    assert list(records_of(source, erik)) == []
    assert list(records_of(source, ANNA)) == [record]


def test_the_last_person_on_a_record_meets_the_rules_of_a_record_of_their_own(erik, erased):
    ProcessingActivity.objects.filter(slug="messages").update(preset="confidentiality")
    factories.message(None, recipient_email="erik@example.com", body="Kept")
    assert erased(erik).status == "awaiting_decision"
    assert Message.objects.get().body == "Kept"


def test_a_held_persons_fields_on_anothers_record_stay(anna, erik, erased):
    factories.message(anna, recipient_email="erik@example.com")
    LegalHold.objects.create(pseudonym=erik.pseudonym, reason="A dispute", review_on=TODAY)
    erased(erik)
    assert Message.objects.get().recipient_email == "erik@example.com"


def test_the_persons_own_second_address_on_a_record_is_told_once(activities, erased):
    anna = factories.person("anna@example.com", "anna@work.example")
    factories.message(anna, recipient_email="anna@work.example")
    steps = [step for step in plan(anna).steps if step.source.name == "testapp.message"]
    assert [(step.action, step.records) for step in steps] == [("delete", 1)]


class Overlapping(MessageData):
    def activity(self):
        return {"messages": Q(body__startswith="K"), "members": Q()}


def test_a_record_that_two_activities_claim_belongs_to_the_first(anna, erased):
    ProcessingActivity.objects.filter(slug="messages").update(preset="confidentiality")
    factories.message(anna, body="Kept")
    factories.message(anna, body="Gone")
    with registry.register_temporarily(Message, Overlapping):
        steps = [s for s in plan(anna).steps if s.source.name == "testapp.message"]
        assert sorted((s.action, s.records) for s in steps) == [("delete", 1), ("review", 1)]


def test_a_file_that_stays_keeps_the_run_open_until_it_is_gone(anna, erased, monkeypatch):
    member = factories.member(anna, name="Anna Ek")
    member.portrait.save("anna.txt", ContentFile(b"Anna"))
    storage, name = member.portrait.storage, member.portrait.name

    def refuse(self, name):
        raise PermissionError(name)

    with monkeypatch.context() as patched:
        patched.setattr(FileSystemStorage, "delete", refuse)
        run = erased(anna)
    assert run.status == "partial"
    assert "FilesRemain" in {step["reason"] for step in run.receipt()["steps"]}
    assert storage.exists(name)
    assert erased(ANNA).status == "complete"
    assert not storage.exists(name)


class Stamped(MemberData):
    on_erasure = Anonymise(joined_on=dt.date(1999, 1, 1), name=lambda: "Nobody")


def test_named_values_are_set_on_any_declared_field(anna, erased):
    factories.member(anna, name="Anna Ek", joined_on=dt.date(2020, 1, 1))
    with registry.register_temporarily(Member, Stamped):
        erased(anna)
    row = Member.objects.get()
    assert (row.name, row.joined_on) == ("Nobody", dt.date(1999, 1, 1))


class Repeating(PersonalData):
    activity = "events"
    subject = ("email",)
    fields = {"email": "contact"}
    not_identifying = ("event", "course")

    def copies(self, model, keys):
        names = [f"Member {key}" for key in keys] if model is Member else []
        return self.rows().filter(event__in=names)


def test_rows_that_repeat_a_record_go_with_it_and_no_others(anna, erased):
    member = factories.member(anna, name="Anna Ek")
    EventSignup.objects.create(email="", event=f"Member {member.pk}")
    other = EventSignup.objects.create(email="", event="Member 0")
    with registry.register_temporarily(EventSignup, Repeating):
        erased(anna)
    assert list(EventSignup.objects.all()) == [other]


def test_a_run_made_in_the_same_moment_is_no_crash(anna, erased):
    ErasureRun.objects.create(pseudonym=anna.pseudonym, actor_kind="system")
    with pytest.raises(AlreadyRunning):
        erased(anna)


def test_a_receipt_that_could_not_be_sent_is_sent_later(anna, erased, mailoutbox):
    with override_settings(EMAIL_BACKEND="nowhere.Backend"):
        run = erased(anna)
    assert (run.status, run.closed_at) == ("complete", None)
    assert run.identifiers
    again = erased(ANNA)
    assert (again.pk, again.identifiers) == (run.pk, "")
    assert again.closed_at
    assert [message.to for message in mailoutbox] == [["anna@example.com"]]


def test_what_was_decided_later_leaves_no_stale_ground(anna, erased):
    ProcessingActivity.objects.filter(slug="members").update(preset="confidentiality")
    factories.member(anna, name="Anna Ek", joined_on=dt.date(2025, 1, 1))
    erased(anna)
    ProcessingActivity.objects.filter(slug="members").update(
        legal_basis="legal_obligation",
        legal_reference="BFL",
        preset="bookkeeping",
        period_value=7,
        counts_from="financial_year",
    )
    assert erased(ANNA).status == "complete"
    assert set(RestrictedRecord.objects.values_list("ground", flat=True)) == {"minimise"}
