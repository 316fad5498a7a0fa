"""The officer's word: keep on a ground of the law, or let go; and what it does to the run."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model

from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.audit.models import AuditEntry
from privacy_center.erasure import resume
from privacy_center.erasure.deciding import CannotDecide, Changed, keep, let_go, reviews
from privacy_center.sources import registry
from privacy_center.sources.restricted import unrestricted
from tests.testapp import factories
from tests.testapp.models import Member
from tests.testapp.privacy import MemberData

pytestmark = pytest.mark.django_db

LATER = dt.date(2027, 3, 1)


@pytest.fixture
def officer(db):
    return get_user_model().objects.create_user("officer", "officer@example.com", "a-password-1")


@pytest.fixture
def waiting(anna, erased):
    """Anna's erasure, with one membership under review."""
    ProcessingActivity.objects.filter(slug="members").update(preset="confidentiality")
    factories.member(anna, name="Anna Ek", email="anna@example.com")
    return erased(anna)


def go_on(run, officer):
    return resume(run, actor=Actor.staff(officer))


def test_what_is_let_go_goes_and_the_receipt_follows(waiting, officer, mailoutbox):
    (review,) = reviews(waiting)
    mailoutbox.clear()
    assert let_go(waiting, review.key, shown=review.shown, reason="Over.", officer=officer) == 1
    run = go_on(waiting, officer)
    assert (run.status, run.identifiers) == ("complete", "")
    assert Member.objects.get().name == ""
    assert [message.to for message in mailoutbox] == [["anna@example.com"]]


def test_what_is_kept_for_a_claim_stays_with_its_letter_and_locked(waiting, officer):
    (review,) = reviews(waiting)
    keep(
        waiting,
        review.key,
        shown=review.shown,
        ground="claim",
        reason="A dispute",
        review_on=LATER,
        officer=officer,
    )
    run = go_on(waiting, officer)
    (step,) = [s for s in run.receipt()["steps"] if s["source"] == "testapp.member"]
    assert (step["action"], step["exemption"]) == ("keep", "17(3)(e)")
    assert run.status == "complete"
    assert run.receipt()["remedies"]
    assert Member.objects.get().name == "Anna Ek"
    assert not unrestricted(Member.objects.all()).exists()


def test_records_that_the_officer_has_not_seen_are_not_decided_on(waiting, anna, officer):
    (review,) = reviews(waiting)
    factories.member(None, email="anna@example.com", joined_on=dt.date(2020, 1, 1))
    with pytest.raises(Changed):
        let_go(waiting, review.key, shown=review.shown, reason="Over.", officer=officer)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reason": " "}, "reason"),
        ({"review_on": None}, "look at it again"),
        ({"ground": "compelling"}, "legitimate interest"),
    ],
)
def test_a_decision_that_the_law_does_not_know_is_refused(waiting, officer, changes, words):
    (review,) = reviews(waiting)
    given = {"ground": "claim", "reason": "A dispute", "review_on": LATER} | changes
    with pytest.raises(CannotDecide, match=words):
        keep(waiting, review.key, shown=review.shown, officer=officer, **given)


class Open(MemberData):
    def is_open(self, queryset):
        return queryset.filter(joined_on=None)


def test_compelling_grounds_keep_a_case_that_rests_on_an_interest(anna, erased, officer):
    ProcessingActivity.objects.filter(slug="members").update(legal_basis="legitimate_interest")
    factories.member(anna, name="Anna Ek")
    with registry.register_temporarily(Member, Open):
        run = erased(anna)
        (review,) = reviews(run)
        assert review.compelling
        keep(
            run,
            review.key,
            shown=review.shown,
            ground="compelling",
            reason="Safety of others",
            review_on=LATER,
            officer=officer,
        )
        run = go_on(run, officer)
    (step,) = [s for s in run.receipt()["steps"] if s["source"] == "testapp.member"]
    assert (run.status, step["action"], step["exemption"]) == ("complete", "keep", None)


def test_the_trail_tells_the_decision_and_neither_reason_nor_person(waiting, officer):
    (review,) = reviews(waiting)
    let_go(waiting, review.key, shown=review.shown, reason="Anna asked", officer=officer)
    entry = AuditEntry.objects.get(action="erasure_decided")
    assert entry.details["decision"] == "erase"
    assert entry.actor == f"staff:{officer.pk}"
    assert "Anna" not in str(entry.details)


def test_the_last_administrator_cannot_be_decided_on(anna, erased, officer):
    get_user_model().objects.filter(pk=anna.user.pk).update(is_superuser=True)
    anna.user.refresh_from_db()
    run = erased(anna)
    assert run.status == "awaiting_decision"
    (review,) = [each for each in reviews(run) if each.step.source.name == "auth.user"]
    with pytest.raises(CannotDecide):
        let_go(run, review.key, shown=review.shown, reason="Over.", officer=officer)
