"""Accounts that nobody uses: off as it comes, warned first, never of whom something is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.utils import timezone, translation

from privacy_center.audit import Actor
from privacy_center.days import site_today
from privacy_center.holds.models import LegalHold
from privacy_center.requests import Channel, Kind, PrivacyRequest, open_request
from privacy_center.retention import UnusedAccounts, tend_unused_accounts
from privacy_center.retention.models import InactivityWarning, RetentionSettings
from privacy_center.sources import registry
from privacy_center.subjects import Subject
from tests.privacy_center.consent.factories import say_yes
from tests.testapp import factories
from tests.testapp.models import Member
from tests.testapp.privacy import MemberData

pytestmark = pytest.mark.django_db

TODAY = site_today()
LATER = TODAY + dt.timedelta(days=100)


@pytest.fixture(autouse=True)
def _activities(db: None, settings: Any) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"  # of whoever has chosen none
    for slug in ("members", "events", "courses", "messages", "specimens", "account", "security"):
        factories.activity(slug)
    for slug in ("consent-proof", "rights-requests"):
        factories.activity(
            slug, legal_basis="legal_obligation", legal_reference="GDPR", period_value=3
        )
    with translation.override("en"):
        yield


@pytest.fixture
def on() -> None:
    RetentionSettings.objects.create(warn_after_months=24, erase_after_months=3)


def last_seen(subject: Subject, days_ago: int, **more: Any) -> Subject:
    at = timezone.now() - dt.timedelta(days=days_ago)
    get_user_model().objects.filter(pk=subject.user_pk).update(last_login=at, **more)
    return subject


@pytest.fixture
def anna() -> Subject:
    return last_seen(factories.person("anna@example.com"), 800)


def tend(today: dt.date = TODAY, **options: Any) -> UnusedAccounts:
    return tend_unused_accounts(actor=Actor.system(), today=today, **options)


def exists(subject: Subject) -> bool:
    return get_user_model().objects.filter(pk=subject.user_pk).exists()


def test_as_it_comes_nothing_happens(anna: Subject) -> None:
    assert tend() == UnusedAccounts()
    assert not mail.outbox
    assert not InactivityWarning.objects.exists()


@pytest.mark.usefixtures("on")
def test_a_warning_tells_the_day_and_how_to_keep_the_account(anna: Subject) -> None:
    assert tend() == UnusedAccounts(warned=1)
    (letter,) = mail.outbox
    assert letter.to == ["anna@example.com"]
    erase_on = InactivityWarning.objects.get().erase_on
    assert f"{erase_on.day}" in letter.body
    assert "sign in once before that day" in letter.body
    assert "/account/login/" in letter.body


@pytest.mark.usefixtures("on")
def test_whoever_has_chosen_a_language_is_warned_in_it(anna: Subject) -> None:
    say_yes(anna)
    tend()
    assert "sign in once" in mail.outbox[0].body


@pytest.mark.usefixtures("on")
def test_nobody_is_warned_twice_or_erased_too_soon(anna: Subject) -> None:
    tend()
    assert tend() == UnusedAccounts()
    assert tend(TODAY + dt.timedelta(days=80)) == UnusedAccounts()
    assert exists(anna)


@pytest.mark.usefixtures("on")
def test_who_was_warned_and_stayed_away_is_erased_and_gets_a_receipt(anna: Subject) -> None:
    factories.member(anna, name="Anna Ek")
    other = last_seen(factories.person("erik@example.com"), 10)
    tend()
    mail.outbox.clear()
    assert tend(LATER) == UnusedAccounts(erased=1)
    assert not exists(anna)
    assert exists(other)
    assert Member.objects.get().name == ""
    assert [letter.to for letter in mail.outbox] == [["anna@example.com"]]
    assert PrivacyRequest.objects.get().channel == Channel.UNUSED


@pytest.mark.usefixtures("on")
def test_a_sign_in_keeps_the_account_and_begins_the_time_anew(anna: Subject) -> None:
    tend()
    last_seen(anna, 0)
    assert tend(LATER) == UnusedAccounts(kept=1)
    assert exists(anna)
    assert not InactivityWarning.objects.exists()


@pytest.mark.usefixtures("on")
def test_a_session_in_use_counts_as_being_seen(anna: Subject) -> None:
    UserSession.objects.create(
        user=anna.user, session_key="x", ip="127.0.0.1", last_seen_at=timezone.now()
    )
    assert tend() == UnusedAccounts()


@pytest.mark.usefixtures("on")
def test_who_never_signed_in_counts_from_the_day_of_joining() -> None:
    old = last_seen(factories.person("old@example.com"), 0)
    new = factories.person("new@example.com")
    joined = timezone.now() - dt.timedelta(days=800)
    get_user_model().objects.filter(pk=old.user_pk).update(last_login=None, date_joined=joined)
    assert tend() == UnusedAccounts(warned=1)
    assert InactivityWarning.objects.get().user_id == old.user_pk
    assert exists(new)


@pytest.mark.usefixtures("on")
@pytest.mark.parametrize("right", ["is_staff", "is_superuser"])
def test_never_of_the_staff(anna: Subject, right: str) -> None:
    last_seen(anna, 2000, **{right: True})
    assert tend() == UnusedAccounts()


@pytest.mark.usefixtures("on")
@pytest.mark.parametrize("by_group", [True, False])
def test_never_of_who_may_enter_wagtail(anna: Subject, by_group: bool) -> None:
    right = Permission.objects.get(codename="access_admin")
    if by_group:
        group = Group.objects.create(name="Editors of the club")
        group.permissions.add(right)
        anna.user.groups.add(group)
    else:
        anna.user.user_permissions.add(right)
    assert tend() == UnusedAccounts()
    assert not mail.outbox


@pytest.mark.usefixtures("on")
def test_never_who_became_staff_since_the_warning(anna: Subject) -> None:
    tend()
    get_user_model().objects.update(is_staff=True)
    assert tend(LATER) == UnusedAccounts()
    assert exists(anna)


class OpenMembers(MemberData):
    """A membership that runs."""

    def is_open(self, queryset: Any) -> Any:
        return queryset.filter(joined_on=None)


@pytest.mark.usefixtures("on")
def test_never_who_has_something_open(anna: Subject) -> None:
    record = factories.member(anna)
    with registry.register_temporarily(Member, OpenMembers):
        assert tend() == UnusedAccounts()
        record.joined_on = dt.date(2020, 1, 1)
        record.save()
        assert tend() == UnusedAccounts(warned=1)
        factories.member(anna)
        assert tend(LATER) == UnusedAccounts()
    assert exists(anna)


@pytest.mark.usefixtures("on")
def test_never_who_is_on_hold_or_asks(anna: Subject) -> None:
    erik = last_seen(factories.person("erik@example.com"), 800)
    LegalHold.objects.create(pseudonym=anna.pseudonym, reason="A dispute", review_on=TODAY)
    open_request(Kind.ACCESS, erik, actor=None)
    assert tend() == UnusedAccounts()


@pytest.mark.usefixtures("on")
def test_who_cannot_be_told_is_not_erased() -> None:
    last_seen(Subject(get_user_model().objects.create_user("nameless"), ()), 800)
    assert tend() == UnusedAccounts()


@pytest.mark.usefixtures("on")
def test_a_mail_that_is_not_taken_is_tried_again(anna: Subject, settings: Any) -> None:
    taking = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "nowhere.Backend"
    assert tend() == UnusedAccounts(failed=1)
    assert not InactivityWarning.objects.exists()
    settings.EMAIL_BACKEND = taking
    assert tend() == UnusedAccounts(warned=1)


@pytest.mark.usefixtures("on")
def test_a_dry_run_tells_and_does_nothing(anna: Subject) -> None:
    assert tend(dry_run=True) == UnusedAccounts(warned=1)
    assert not mail.outbox
    tend()
    mail.outbox.clear()
    assert tend(LATER, dry_run=True) == UnusedAccounts(erased=1)
    assert exists(anna)
    assert not mail.outbox


@pytest.mark.usefixtures("on")
def test_turned_off_everybody_is_kept_and_warned_anew_later(anna: Subject) -> None:
    tend()
    RetentionSettings.objects.update(warn_after_months=None)
    assert tend(LATER) == UnusedAccounts(kept=1)
    assert exists(anna)
    RetentionSettings.objects.update(warn_after_months=24)
    assert tend(LATER) == UnusedAccounts(warned=1)
