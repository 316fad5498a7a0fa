"""A hold binds an erasure wherever it reaches, and whenever it is set."""

import pytest
from django.contrib.auth import get_user_model
from django.test import override_settings

from privacy_center.audit import Actor
from privacy_center.consent import has_consent
from privacy_center.erasure import erase
from privacy_center.erasure.sweeping import sweep
from privacy_center.holds.models import LegalHold
from privacy_center.sources import external, registry
from privacy_center.sources.models import RestrictedRecord
from privacy_center.subjects import Subject
from tests.privacy_center.consent.factories import activity as consent_activity
from tests.privacy_center.consent.factories import say_yes
from tests.testapp import factories
from tests.testapp.models import EventSignup, Member

from .conftest import TODAY

pytestmark = pytest.mark.django_db


def hold(**named):
    return LegalHold.objects.create(reason="A dispute", review_on=TODAY, **named)


@pytest.fixture
def asked():
    """The systems outside that were asked to erase somebody."""
    calls = []
    with registry.as_it_is():
        external(
            "crm",
            activity="members",
            title="CRM",
            how_to_ask="Write.",
            erase=lambda subject: calls.append(subject.emails),
        )
        yield calls


def told_elsewhere(run):
    run.refresh_from_db()
    (entry,) = [each for each in run.receipt()["elsewhere"] if each["name"] == "crm"]
    return entry["status"], entry["reason"]


def test_a_hold_on_the_person_reaches_consents_and_systems_outside(anna, asked, erased):
    consent_activity("newsletter", direct_marketing=True)
    say_yes(anna)
    lifted_later = hold(pseudonym=anna.pseudonym)
    run = erased(anna)
    assert run.status == "awaiting_decision"
    assert asked == []
    status, reason = told_elsewhere(run)
    assert (status, reason.split(".")[0]) == ("waiting", "A legal claim concerns this")
    assert has_consent(anna, "newsletter")
    assert list(sweep()) == []
    lifted_later.lift()
    assert [swept.status for swept in sweep()] == ["complete"]
    assert asked == [("anna@example.com",)]
    assert told_elsewhere(run) == ("done", None)
    assert not has_consent(anna, "newsletter")


def test_consents_end_once_a_hold_on_the_person_is_lifted(anna, erased):
    consent_activity("newsletter", direct_marketing=True)
    say_yes(anna)
    lifted_later = hold(pseudonym=anna.pseudonym)
    run = erased(anna)
    assert (run.status, run.only_claims) == ("awaiting_decision", True)
    assert list(sweep()) == []
    lifted_later.lift()
    assert [swept.status for swept in sweep()] == ["complete"]
    assert not has_consent(anna, "newsletter")
    assert not get_user_model().objects.filter(pk=anna.user_pk).exists()


def test_a_hold_that_is_lifted_lets_go_what_is_outside_alone(asked, erased):
    guest = Subject.of(None, ["guest@example.com"])
    lifted_later = hold(pseudonym=guest.pseudonym)
    assert erased(guest).status == "awaiting_decision"
    lifted_later.lift()
    assert [swept.status for swept in sweep()] == ["complete"]
    assert asked == [("guest@example.com",)]


@pytest.fixture
def records(anna):
    for number in range(6):
        EventSignup.objects.create(email="anna@example.com", event=f"Fair {number}")
        factories.member(anna, name=f"Anna {number}", email="anna@example.com")


def erase_and_after_the_first_batch(anna, do):
    done = []

    def told(progress):
        done.append(progress)
        if len(done) == 1:
            do()

    with override_settings(PRIVACY_CENTER={"BATCH_SIZE": 2}):
        return erase(anna, actor=Actor.command(), language="en", progress=told)


def left():
    return EventSignup.objects.count() + Member.objects.exclude(name="").count()


@pytest.mark.usefixtures("records")
def test_a_hold_on_the_person_that_is_set_meanwhile_keeps_the_rest(anna):
    run = erase_and_after_the_first_batch(anna, lambda: hold(pseudonym=anna.pseudonym))
    assert left() == 10
    kept = {step["source"] for step in run.receipt()["steps"] if step["action"] == "keep"}
    assert {"testapp.member", "auth.user"} <= kept
    assert run.status == "complete"
    assert RestrictedRecord.objects.filter(pseudonym=anna.pseudonym, ground="keep").exists()


@pytest.mark.usefixtures("records")
def test_a_hold_on_a_record_that_is_set_meanwhile_keeps_that_one(anna):
    last = Member.objects.latest("pk")
    run = erase_and_after_the_first_batch(
        anna, lambda: hold(source="testapp.member", record_key=str(last.pk))
    )
    assert left() == 1
    last.refresh_from_db()
    assert (last.name, run.status) == ("Anna 5", "complete")


@pytest.mark.usefixtures("records")
def test_a_hold_on_somebody_else_disturbs_nobody(anna, erik):
    run = erase_and_after_the_first_batch(anna, lambda: hold(pseudonym=erik.pseudonym))
    assert (left(), run.status) == (0, "complete")
