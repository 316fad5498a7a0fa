"""What stopped is taken up: by whom, when, and how often."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.consent import has_consent
from privacy_center.erasure.deciding import reviews
from privacy_center.erasure.lease import LeaseLost, renew
from privacy_center.erasure.models import ErasureRun
from privacy_center.erasure.retrying import wait_after
from privacy_center.erasure.state import open_run
from privacy_center.erasure.sweeping import sweep
from privacy_center.sources import external, registry
from privacy_center.subjects import subject_of_user
from tests.privacy_center.consent.factories import activity as consent_activity
from tests.privacy_center.consent.factories import say_yes
from tests.testapp import factories
from tests.testapp.models import EventSignup, Member, Message
from tests.testapp.privacy import MemberData, MessageData

pytestmark = pytest.mark.django_db

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


class Raises(MemberData):
    def anonymise(self, record, subject):
        raise RuntimeError("anna@example.com does not go")


class Open(MemberData):
    """A membership without a date is not finished."""

    def is_open(self, queryset):
        return queryset.filter(joined_on=None)


def swept():
    return [run.status for run in sweep()]


def be_due():
    ErasureRun.objects.update(retry_at=LONG_AGO)


@pytest.fixture
def officer(db):
    person = factories.person("officer@example.com")
    person.user.user_permissions.add(Permission.objects.get(codename="decide_erasure"))


def test_a_worker_that_died_is_followed_by_another(anna):
    factories.member(anna, name="Anna Ek")
    run, _plan, _identifiers = open_run(anna, actor=Actor.command(), language="en")
    assert swept() == []
    ErasureRun.objects.filter(pk=run.pk).update(lease_until=LONG_AGO)
    assert swept() == ["complete"]
    assert swept() == []


def test_a_worker_whose_lease_was_taken_over_commits_nothing_more(anna):
    run, _plan, _identifiers = open_run(anna, actor=Actor.command(), language="en")
    ErasureRun.objects.filter(pk=run.pk).update(lease_owner="another")
    with pytest.raises(LeaseLost):
        renew(run)


def test_a_source_that_fails_is_tried_again_later_and_given_up_in_the_end(
    anna, erased, officer, mailoutbox
):
    factories.member(anna, name="Anna Ek")
    with (
        registry.register_temporarily(Member, Raises),
        override_settings(PRIVACY_CENTER={"ERASURE_ATTEMPTS": 3}),
    ):
        run = erased(anna)
        assert (run.status, run.attempts) == ("partial", 1)
        assert run.retry_at > timezone.now() + dt.timedelta(minutes=4)
        assert swept() == []
        be_due()
        assert swept() == ["partial"]
        be_due()
        assert swept() == ["failed"]
        assert swept() == []
    first, last = told_to_the_officer(mailoutbox)
    assert "anna" not in first.body + last.body
    assert erased(anna).status == "complete"


def told_to_the_officer(mailoutbox):
    return [message for message in mailoutbox if message.to == ["officer@example.com"]]


class Unprovable(MessageData):
    """The proof asks whose the rows are that name somebody."""

    def people(self, queryset):
        raise ValueError("anna@example.com")


@override_settings(PRIVACY_CENTER={"ERASURE_ATTEMPTS": 3}, LANGUAGE_CODE="en")
def test_a_proof_that_breaks_off_is_told_to_the_officer_at_once_and_when_it_is_given_up(
    anna, erik, erased, officer, mailoutbox
):
    factories.message(erik, body="Ask anna@example.com")
    with registry.register_temporarily(Message, Unprovable):
        with pytest.raises(ValueError, match="anna"):
            erased(anna)
        (first,) = told_to_the_officer(mailoutbox)
        assert "ValueError" in first.body
        be_due()
        assert swept() == ["partial"]
        assert len(told_to_the_officer(mailoutbox)) == 1
        be_due()
        swept()
        assert swept() == []
    assert ErasureRun.objects.get().status == "failed"
    _first, last = told_to_the_officer(mailoutbox)
    assert "is given up" in last.subject
    assert "ValueError" in last.body
    assert "anna" not in first.body + last.body


def test_each_pause_is_twice_the_one_before_and_a_day_at_most():
    assert [wait_after(n).total_seconds() / 60 for n in (1, 2, 3)] == [5, 10, 20]
    assert wait_after(100) == dt.timedelta(days=1)


def test_what_waited_is_planned_anew_when_the_case_has_ended(anna, erased):
    factories.member(anna, name="Anna Ek", joined_on=None)
    with registry.register_temporarily(Member, Open):
        assert erased(anna).status == "awaiting_decision"
        assert swept() == []
        Member.objects.update(joined_on=dt.date(2020, 1, 1))
        assert swept() == ["complete"]
    assert Member.objects.get().name == ""


def test_what_waited_is_found_again_though_the_person_had_no_address(activities, erased):
    user = get_user_model().objects.create_user(username="anna-ek", password="secret-hash")
    anna = subject_of_user(user)
    assert anna.emails == ()
    factories.member(anna, name="Anna Ek", joined_on=None)
    with registry.register_temporarily(Member, Open):
        run = erased(anna)
        assert run.status == "awaiting_decision"
        assert not get_user_model().objects.filter(pk=user.pk).exists()
        (review,) = reviews(run)
        assert review.step.records == 1
        assert swept() == []
        Member.objects.update(joined_on=dt.date(2020, 1, 1))
        assert swept() == ["complete"]
    assert Member.objects.get().name == ""


def came_back():
    """Anna signs up anew, long before her case has ended."""
    consent_activity("newsletter", direct_marketing=True)
    anew = factories.person("anna@example.com")
    say_yes(anew)
    EventSignup.objects.create(email="anna@example.com", event="New fair")
    factories.message(anew, body="I am back")
    return anew


def test_who_came_back_is_not_erased_by_what_was_asked_for_before(anna, erased):
    factories.member(anna, email="anna@example.com")
    with registry.register_temporarily(Member, Open):
        assert erased(anna).status == "awaiting_decision"
        anew = came_back()
        assert swept() == []
        (review,) = reviews(ErasureRun.objects.get())
        assert review.step.source.name == "testapp.member"
        Member.objects.update(joined_on=dt.date(2020, 1, 1))
        assert swept() == ["complete"]
    run = ErasureRun.objects.get()
    assert (run.residue, run.identifiers) == ([], "")
    assert Member.objects.get().email == ""
    assert EventSignup.objects.get().event == "New fair"
    assert Message.objects.get().body == "I am back"
    assert has_consent(anew, "newsletter")
    assert get_user_model().objects.filter(pk=anew.user_pk, is_active=True).exists()


def test_who_came_back_and_asks_anew_is_erased_with_what_is_new(anna, erased):
    factories.member(anna, email="anna@example.com")
    with registry.register_temporarily(Member, Open):
        first = erased(anna)
        anew = came_back()
        again = erased(anew)
        assert (again.pk, again.status) == (first.pk, "awaiting_decision")
    assert not EventSignup.objects.exists()
    assert not Message.objects.exists()
    assert not has_consent(anew, "newsletter")
    assert not get_user_model().objects.filter(pk=anew.user_pk).exists()


def test_what_is_certainly_older_goes_though_it_was_found_late(anna, erased):
    factories.member(anna, email="anna@example.com")
    with registry.register_temporarily(Member, Open):
        assert erased(anna).status == "awaiting_decision"
        EventSignup.objects.create(
            email="anna@example.com", event="Old fair", held_on=dt.date(2020, 1, 1)
        )
        assert swept() == ["awaiting_decision"]
    assert not EventSignup.objects.exists()


def test_a_receipt_that_could_not_be_mailed_is_mailed_later(anna, erased, mailoutbox):
    with override_settings(EMAIL_BACKEND="nowhere.Backend"):
        run = erased(anna)
    assert run.closed_at is None
    be_due()
    assert swept() == ["complete"]
    assert [message.to for message in mailoutbox] == [["anna@example.com"]]


def test_the_command_says_what_is_left(anna, erased, capsys):
    call_command("privacy_sweep")
    assert "Nothing to take up" in capsys.readouterr().out
    factories.member(anna, name="Anna Ek")
    with registry.register_temporarily(Member, Raises):
        erased(anna)
        be_due()
        with pytest.raises(CommandError, match="unfinished"):
            call_command("privacy_sweep")


def test_what_is_held_elsewhere_is_named_and_erased_where_it_can_be(anna, erased):
    asked = []

    def erase(subject):
        asked.append(subject.emails)
        if len(asked) == 1:
            raise ConnectionError("anna@example.com")
        return 3

    with registry.as_it_is():
        external("crm", activity="members", title="CRM", how_to_ask="Write.", erase=erase)
        run = erased(anna)
        assert run.status == "partial"
        (told,) = [held for held in run.receipt()["elsewhere"] if held["name"] == "crm"]
        assert (told["status"], told["reason"]) == ("failed", "ConnectionError")
        be_due()
        assert swept() == ["complete"]
    run.refresh_from_db()
    (told,) = [held for held in run.receipt()["elsewhere"] if held["name"] == "crm"]
    assert (told["status"], told["records"]) == ("done", 3)
    assert asked == [("anna@example.com",)] * 2


def test_what_waits_for_a_word_leaves_nobody_else_waiting(anna, erik, erased):
    ProcessingActivity.objects.filter(slug="members").update(preset="confidentiality")
    factories.member(anna, name="Anna Ek")
    erased(anna)
    open_run(erik, actor=Actor.command(), language="en")
    ErasureRun.objects.filter(pseudonym=erik.pseudonym).update(lease_until=LONG_AGO)
    assert swept() == ["complete"]
