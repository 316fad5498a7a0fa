import datetime as dt
import unicodedata

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.base import ContentFile
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor, verify
from privacy_center.erasure import AlreadyRunning, plan
from privacy_center.erasure.models import ErasureRun
from privacy_center.erasure.state import open_run
from privacy_center.signals import consent_withdrawn
from privacy_center.sources import registry
from privacy_center.subjects import Subject
from tests.privacy_center.consent import factories as consents
from tests.testapp import factories
from tests.testapp.models import EventSignup, Interest, Member, Message, Payment
from tests.testapp.privacy import MemberData

pytestmark = pytest.mark.django_db


def snapshot(*models):
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def everything_of(subject, name, phone="070-123 45 67"):
    """A record of each kind, all of them the person's."""
    member = factories.member(
        subject, name=name, email=subject.emails[0], phone=phone, door_code="1234"
    )
    member.interests.add(Interest.objects.create(name="Chess"))
    factories.payment(member, reference=name)  # declared as not identifying: it survives
    EventSignup.objects.create(email=subject.emails[0], event="Fair")
    factories.message(subject, body=f"{name} writes")


def test_everything_goes_and_everybody_else_is_as_before(anna, erik, erased):
    everything_of(erik, "Erik Kvist", phone="070-765 43 21")
    before = snapshot(Member, Payment, EventSignup, Message, get_user_model())
    everything_of(anna, "Anna Ek")
    run = erased(anna)
    assert run.status == "complete"
    assert run.residue == []
    after = snapshot(Member, Payment, EventSignup, Message, get_user_model())
    nameless, payment = after[Member].pop(), after[Payment].pop()
    assert {nameless[name] for name in ("name", "email", "phone", "door_code")} == {""}
    assert nameless["user_id"] is None
    assert payment["reference"] == "Anna Ek"
    before[get_user_model()] = [
        row for row in before[get_user_model()] if row["id"] != anna.user.pk
    ]
    assert after == before


def test_a_letter_in_two_parts_is_the_same_letter(activities, erased):
    asa = factories.person("åsa@example.com")
    written = unicodedata.normalize("NFD", "Åsa@example.com")
    EventSignup.objects.create(email=written, event="Fair")
    factories.member(email=written, name="Åsa")
    assert erased(asa).status == "complete"
    assert not EventSignup.objects.exists()
    assert Member.objects.values_list("name", "email").get() == ("", "")


def test_the_account_cannot_sign_in_any_more(anna, erased):
    erased(anna)
    assert authenticate(username="anna@example.com", password="secret-hash") is None
    assert not get_user_model().objects.filter(pk=anna.user.pk, is_active=True).exists()


def test_sessions_of_the_person_end_and_those_of_others_go_on(anna, erik, erased):
    for subject in (anna, erik):
        store = SessionStore()
        store["_auth_user_id"] = str(subject.user.pk)
        store["email"] = subject.emails[0]
        store.save()
    erased(anna)
    (left,) = Session.objects.all()
    assert left.get_decoded()["email"] == "erik@example.com"


def test_a_second_run_changes_nothing(anna, erased):
    everything_of(anna, "Anna Ek")
    erased(anna)
    before = snapshot(Member, Payment, EventSignup, Message)
    again = erased(Subject.of(None, anna.emails))
    assert again.status == "complete"
    assert snapshot(Member, Payment, EventSignup, Message) == before


def test_what_the_law_keeps_is_unaltered_and_found_again_by_the_address(anna, erased):
    ProcessingActivity.objects.filter(slug="members").update(
        legal_basis="legal_obligation",
        legal_reference="BFL",
        preset="bookkeeping",
        period_value=7,
        counts_from="financial_year",
    )
    member = factories.member(
        anna, name="Anna Ek", email="anna@example.com", phone="0701", joined_on=dt.date(2025, 1, 1)
    )
    run = erased(anna)
    member.refresh_from_db()
    assert (member.name, member.email, member.phone, member.user_id) == ("Anna Ek", "", "", None)
    assert run.status == "complete"
    assert run.receipt()["remedies"] == ["supervisory authority", "court"]
    (step,) = [s for s in plan(Subject.of(None, ["anna@example.com"])).steps if s.records]
    assert (step.source.name, step.action) == ("testapp.member", "minimise")


def test_what_waits_leaves_the_run_open_and_the_identifiers_sealed(anna, erased):
    ProcessingActivity.objects.filter(slug="members").update(preset="confidentiality")
    factories.member(anna, name="Anna Ek", email="anna@example.com")
    run = erased(anna)
    assert run.status == "awaiting_decision"
    assert run.identifiers
    assert "anna" not in run.identifiers
    assert run.closed_at is None


def test_an_open_run_is_taken_up_again_by_the_address(anna, erased):
    ProcessingActivity.objects.filter(slug="members").update(preset="confidentiality")
    factories.member(anna, name="Anna Ek")
    first = erased(anna)
    ProcessingActivity.objects.filter(slug="members").update(preset="")
    second = erased(Subject.of(None, ["anna@example.com"]))
    assert second.pk == first.pk
    assert second.status == "complete"
    assert second.identifiers == ""
    assert Member.objects.get().name == ""
    actions = {(step["source"], step["action"]) for step in second.receipt()["steps"]}
    assert ("testapp.member", "anonymise") in actions
    assert ("auth.user", "delete") in actions or ("auth.user", "anonymise") in actions


@pytest.mark.django_db(transaction=True)
def test_what_a_site_takes_away_with_the_consent_stays_on_the_receipt(anna, erased):
    def take_away(sender, subject, **_named):
        EventSignup.objects.filter(email__in=subject.emails).delete()

    ProcessingActivity.objects.filter(slug="members").update(preset="confidentiality")
    factories.member(anna, name="Anna Ek", email="anna@example.com")
    EventSignup.objects.create(email="anna@example.com", event="Fair")
    consents.activity("newsletter")
    consents.say_yes(anna)
    consent_withdrawn.connect(take_away)
    try:
        erased(anna)
        again = erased(Subject.of(None, ["anna@example.com"]))
    finally:
        consent_withdrawn.disconnect(take_away)
    assert again.status == "awaiting_decision"
    told = {step["source"]: step for step in again.receipt()["steps"]}
    assert told["testapp.eventsignup"]["records"] == 1
    assert told["testapp.eventsignup"]["status"] == "done"


def test_two_at_once_do_the_work_once(anna, erased):
    run, _plan, _identifiers = open_run(anna, actor=Actor.command(), language="en")
    with pytest.raises(AlreadyRunning):
        erased(anna)
    ErasureRun.objects.filter(pk=run.pk).update(lease_until=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert erased(anna).pk == run.pk


class Raises(MemberData):
    def anonymise(self, record, subject):
        raise RuntimeError("anna@example.com does not go")


def test_a_source_that_fails_leaves_it_partial_and_the_rest_done(anna, erased):
    factories.member(anna, name="Anna Ek")
    EventSignup.objects.create(email="anna@example.com", event="Fair")
    with registry.register_temporarily(Member, Raises):
        run = erased(anna)
    assert run.status == "partial"
    assert not EventSignup.objects.exists()
    (failed,) = [step for step in run.receipt()["steps"] if step["status"] == "failed"]
    assert (failed["source"], failed["reason"]) == ("testapp.member", "RuntimeError")
    again = erased(Subject.of(None, ["anna@example.com"]))
    assert (again.pk, again.status) == (run.pk, "complete")
    assert Member.objects.get().name == ""


def test_what_no_activity_describes_is_found_again_once_one_does(anna, erased):
    ProcessingActivity.objects.filter(slug="members").update(live=False)
    factories.member(anna, name="Anna Ek")
    assert erased(anna).status == "partial"
    ProcessingActivity.objects.filter(slug="members").update(live=True)
    assert erased(Subject.of(None, ["anna@example.com"])).status == "complete"
    assert Member.objects.get().name == ""


def test_files_go_from_storage(anna, erased, django_capture_on_commit_callbacks):
    member = factories.member(anna)
    member.portrait.save("anna.txt", ContentFile(b"Anna"))
    storage, name = member.portrait.storage, member.portrait.name
    with django_capture_on_commit_callbacks(execute=True):
        erased(anna)
    assert not storage.exists(name)


def test_a_record_of_two_people_loses_only_the_one_who_leaves(anna, erik, erased):
    message = factories.message(
        anna, recipient_email="erik@example.com", recipient_name="Erik", body="From Anna"
    )
    erased(anna)
    message.refresh_from_db()
    assert (message.sender, message.body) == (None, "")
    assert (message.recipient_email, message.recipient_name) == ("erik@example.com", "Erik")
    erased(erik)
    assert not Message.objects.exists()


def test_the_other_person_takes_only_their_own_fields(anna, erik, erased):
    message = factories.message(
        anna, recipient_email="erik@example.com", recipient_name="Erik", body="From Anna"
    )
    erased(erik)
    message.refresh_from_db()
    assert (message.sender, message.body) == (anna.user, "From Anna")
    assert (message.recipient_email, message.recipient_name) == ("", "")


def test_the_receipt_is_mailed_once_the_work_is_done(
    anna, erased, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        erased(anna)
    (message,) = [m for m in mail.outbox if "receipt" in m.subject]
    assert message.to == ["anna@example.com"]


def test_the_trail_holds_and_names_nobody(anna, erased):
    everything_of(anna, "Anna Ek")
    run = erased(anna)
    assert verify() is None
    assert run.pseudonym == anna.pseudonym


@override_settings(PRIVACY_CENTER={"BATCH_SIZE": 2})
def test_work_in_small_batches_ends_the_same(anna, erased):
    for _ in range(7):
        factories.payment(factories.member(anna, name="Anna Ek"))
    EventSignup.objects.bulk_create(
        EventSignup(email="anna@example.com", event=str(n)) for n in range(5)
    )
    assert erased(anna).status == "complete"
    assert not EventSignup.objects.exists()
    assert set(Member.objects.values_list("name", flat=True)) == {""}


PEOPLE = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["member", "signup", "message", "payment"])),
    max_size=12,
)


class AnybodyElse(TestCase):
    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(PEOPLE, st.integers(0, 3))
    def test_erasing_one_leaves_every_other_untouched(self, records, leaver):
        for slug in ("members", "events", "courses", "messages", "account", "security"):
            factories.activity(slug)
        people = [factories.person(f"p{n}@example.com") for n in range(4)]
        made = [(owner, self._make(kind, people[owner])) for owner, kind in records]
        before = {
            record: type(record).objects.filter(pk=record.pk).values().get()
            for owner, record in made
            if owner != leaver
        }
        from privacy_center.erasure import erase

        run = erase(people[leaver], actor=Actor.command(), language="en")
        assert run.status == "complete"
        for record, row in before.items():
            assert type(record).objects.filter(pk=record.pk).values().get() == row
        for owner, subject in enumerate(people):
            if owner != leaver:
                assert get_user_model().objects.filter(pk=subject.user.pk, is_active=True).exists()

    def _make(self, kind, subject):
        if kind == "signup":
            return EventSignup.objects.create(email=subject.emails[0], event="Fair")
        if kind == "message":
            return factories.message(subject, body=subject.emails[0])
        member = factories.member(subject, name=subject.emails[0])
        return factories.payment(member) if kind == "payment" else member
