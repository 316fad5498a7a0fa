"""Whom an entry leads to, and whom it spares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.utils import timezone

from privacy_center.audit import Actor
from privacy_center.consent import has_consent
from privacy_center.erasure.models import ErasureRun
from privacy_center.ledger.backends import open_ledger
from privacy_center.ledger.entries import Deed, Entry
from privacy_center.ledger.lines import line_of
from privacy_center.replay import ReplayReport
from privacy_center.requests import request_erasure
from privacy_center.sources import registry
from privacy_center.subjects import Subject, subject_of_user
from tests.privacy_center.consent.factories import say_yes
from tests.testapp import factories
from tests.testapp.models import EventSignup, Member, Specimen
from tests.testapp.privacy import MemberData, SpecimenData

pytestmark = pytest.mark.django_db

NOW = timezone.now()
HOUR = dt.timedelta(hours=1)
Again = Callable[..., ReplayReport]


class Fails(MemberData):
    def anonymise(self, record: Any, subject: Any) -> None:
        raise RuntimeError


@pytest.fixture
def noted(url: str) -> Callable[..., Entry]:
    """Write an entry into the ledger that the database knows nothing of."""

    def write(kind: Deed, subject: Subject, *, at: dt.datetime = NOW, purpose: str = "") -> Entry:
        entry = Entry.about(kind, subject, at=at, purpose=purpose)
        open_ledger(url).append(lambda last: line_of(entry, last))
        return entry

    return write


def outcomes(report: ReplayReport) -> list[str]:
    return [str(step.outcome) for step in report.steps]


def joined(subject: Subject, at: dt.datetime) -> Subject:
    get_user_model().objects.filter(pk=subject.user_pk).update(date_joined=at)
    return subject


def test_an_account_goes_with_what_is_its_own(again: Again, noted: Any) -> None:
    anna = joined(factories.person("anna@example.com"), NOW - HOUR)
    factories.member(anna)
    other = factories.member(factories.person("erik@example.com"), name="Erik")
    noted(Deed.ERASURE, anna)
    assert outcomes(again()) == ["done"]
    assert not get_user_model().objects.filter(pk=anna.user_pk).exists()
    assert Member.objects.get(pk=other.pk).name == "Erik"


def test_who_signs_up_anew_is_not_erased(again: Again, noted: Any) -> None:
    gone = Subject(type("Gone", (), {"pk": 987654})(), ("anna@example.com",))
    noted(Deed.ERASURE, gone, at=NOW - HOUR)
    anew = factories.person("anna@example.com")
    record = factories.member(anew, name="Anna Ek", email="anna@example.com")
    assert outcomes(again()) == ["nobody"]
    assert Member.objects.get(pk=record.pk).name == "Anna Ek"
    assert get_user_model().objects.filter(pk=anew.user_pk).exists()


def test_an_account_that_was_given_the_same_key_is_not_erased(again: Again, noted: Any) -> None:
    """A restored sequence counts from where it was."""
    newcomer = joined(factories.person("new@example.com"), NOW)
    namesake = Subject(newcomer.user, ("gone@example.com",))
    noted(Deed.ERASURE, namesake, at=NOW - HOUR)
    assert outcomes(again()) == ["nobody"]
    assert get_user_model().objects.filter(pk=newcomer.user_pk).exists()


def test_an_address_that_is_another_accounts_erases_no_account(again: Again, noted: Any) -> None:
    owner = joined(factories.person("shared@example.com"), NOW - 2 * HOUR)
    noted(Deed.ERASURE, Subject.of(None, ["shared@example.com"]))
    assert outcomes(again()) == ["nobody"]
    assert get_user_model().objects.filter(pk=owner.user_pk).exists()


def test_a_guests_records_go_by_their_address(again: Again, noted: Any) -> None:
    EventSignup.objects.create(email="Guest@Example.com", event="Party")
    EventSignup.objects.create(email="other@example.com", event="Party")
    noted(Deed.ERASURE, Subject.of(None, ["guest@example.com"]))
    assert outcomes(again()) == ["done"]
    assert EventSignup.objects.get().email == "other@example.com"
    assert ErasureRun.objects.get().status == "complete"


class DatedSpecimens(SpecimenData):
    """Those that tell when they began."""

    retained_from = "moment"


def test_of_who_came_back_only_what_is_older_goes(again: Again, noted: Any) -> None:
    noted(Deed.ERASURE, Subject.of(None, ["anna@example.com"]), at=NOW - HOUR)
    factories.person("anna@example.com")
    old = Specimen.objects.create(email="anna@example.com", moment=NOW - 2 * HOUR)
    with registry.register_temporarily(Specimen, DatedSpecimens):
        report = again()
    assert outcomes(report) == ["done"]
    assert not Specimen.objects.filter(pk=old.pk).exists()
    assert EmailAddress.objects.filter(email="anna@example.com").exists()


def test_of_who_came_back_what_tells_no_age_is_left_and_told(again: Again, noted: Any) -> None:
    noted(Deed.ERASURE, Subject.of(None, ["anna@example.com"]), at=NOW - HOUR)
    factories.person("anna@example.com")
    EventSignup.objects.create(email="anna@example.com", event="Party")
    report = again()
    assert outcomes(report) == ["left"]
    assert report.status == "partial"
    assert EventSignup.objects.count() == 1


def test_the_receipt_of_an_unfinished_erasure_is_taken_up(again: Again, noted: Any) -> None:
    """The backup was made in the middle: the account is gone, the run knows who it was."""
    anna = joined(factories.person("anna@example.com"), NOW - HOUR)
    factories.member(anna)
    entry = noted(Deed.ERASURE, anna)
    with registry.register_temporarily(Member, Fails):
        assert outcomes(again()) == ["failed"]
    ErasureRun.objects.update(lease_until=None)
    report = again()
    assert [step.entry.id for step in report.steps] == [entry.id]
    assert outcomes(report) == ["done"]
    assert ErasureRun.objects.count() == 1


def test_who_came_back_while_the_erasure_was_unfinished_is_spared(again: Again) -> None:
    erik = factories.person("erik@example.com")
    factories.member(erik, email="erik@example.com")
    with registry.register_temporarily(Member, Fails):
        run = request_erasure(erik, actor=Actor.person(erik.pseudonym), language="en")
    assert (run.status, get_user_model().objects.count()) == ("partial", 0)
    back = factories.person("erik@example.com")
    say_yes(back)
    EventSignup.objects.create(email="erik@example.com", event="New fair")
    assert outcomes(again()) == ["done"]
    assert EventSignup.objects.get().event == "New fair"
    assert has_consent(back, "newsletter")
    assert get_user_model().objects.filter(pk=back.user_pk).exists()
    assert Member.objects.get().name == ""


def test_somebody_without_an_address_is_erased_again(again: Again) -> None:
    user = get_user_model().objects.create_user(username="anna-ek", password="secret-hash")
    anna = subject_of_user(user)
    factories.member(anna)
    with registry.register_temporarily(Member, Fails):
        request_erasure(anna, actor=Actor.person(anna.pseudonym), language="en")
    assert outcomes(again()) == ["done"]
    assert Member.objects.get().name == ""


def test_a_consent_that_was_given_later_stands(again: Again, noted: Any) -> None:
    reader = Subject.of(None, ["reader@example.com"])
    say_yes(reader)
    noted(Deed.WITHDRAWAL, reader, at=NOW - HOUR, purpose="newsletter")
    noted(Deed.WITHDRAWAL, reader, at=NOW - HOUR, purpose="courses")
    assert outcomes(again()) == ["nobody", "nobody"]
    assert has_consent(reader, "newsletter")


def test_only_the_purpose_that_was_named_ends(again: Again, noted: Any) -> None:
    reader = Subject.of(None, ["reader@example.com"])
    for slug in ("newsletter", "courses"):
        say_yes(reader, slug)
    noted(Deed.WITHDRAWAL, reader, at=timezone.now(), purpose="newsletter")
    assert outcomes(again()) == ["done"]
    assert not has_consent(reader, "newsletter")
    assert has_consent(reader, "courses")


def test_what_came_before_the_given_time_is_left_out(again: Again, noted: Any) -> None:
    noted(Deed.OBJECTION, Subject.of(None, ["a@example.com"]), at=NOW - 2 * HOUR)
    noted(Deed.OBJECTION, Subject.of(None, ["b@example.com"]), at=NOW)
    report = again(since=NOW - HOUR)
    assert (report.entries, outcomes(report)) == (1, ["done"])


def test_a_change_of_keys_loses_nobody(again: Again, noted: Any, settings: Any) -> None:
    anna = joined(factories.person("anna@example.com"), NOW - HOUR)
    noted(Deed.ERASURE, anna)
    settings.PRIVACY_CENTER = {**settings.PRIVACY_CENTER, "LEDGER_KEYS": ["second", "first"]}
    assert outcomes(again()) == ["done"]


def test_people_are_looked_for_once_however_many_entries(
    again: Again, noted: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        factories.person(f"p{number}@example.com")
        noted(Deed.ERASURE, Subject.of(None, [f"gone{number}@example.com"]))
    with django_assert_max_num_queries(250):
        again(dry_run=True)
