from __future__ import annotations

import pytest
from django.test import override_settings

from privacy_center.audit.models import AuditEntry
from privacy_center.consent import (
    Stopped,
    allow_marketing_again,
    direct_marketing_slugs,
    has_consent,
    may_market_to,
    object_to_marketing,
    objected_since,
    stop_all_marketing,
)
from privacy_center.consent.models import MarketingObjection
from privacy_center.signals import marketing_objected
from privacy_center.subjects import Subject, subject_of_user

from .factories import activity, anna, guest, how, member, say_yes

pytestmark = pytest.mark.django_db


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("seq").values_list("action", flat=True))


def test_an_objection_holds_for_every_address_in_every_spelling() -> None:
    subject = subject_of_user(member("anna@example.com", "second@example.com"))
    assert may_market_to("anna@example.com")
    assert object_to_marketing(subject, **how(subject)) is True
    assert not may_market_to("ANNA@example.com ")
    assert not may_market_to("second@example.com")
    assert may_market_to("guest@example.com")


def test_it_follows_the_person_to_a_new_address() -> None:
    user = member("anna@example.com")
    subject = subject_of_user(user)
    object_to_marketing(subject, **how(subject))
    user.emailaddress_set.update(email="new@example.com")
    assert not may_market_to("new@example.com")
    assert not may_market_to("anna@example.com")


def test_it_outlives_the_account_as_a_hash() -> None:
    subject = anna()
    object_to_marketing(subject, **how(subject))
    subject.user.delete()
    row = MarketingObjection.objects.get()
    assert row.user is None
    assert "@" not in "".join(str(value) for value in vars(row).values())
    assert not may_market_to("anna@example.com")


def test_objecting_twice_is_once() -> None:
    subject = anna()
    assert object_to_marketing(subject, **how(subject))
    since = objected_since(subject)
    assert not object_to_marketing(subject, **how(subject))
    assert MarketingObjection.objects.count() == 1
    assert objected_since(subject) == since
    assert actions() == ["marketing_objected"]


def test_nobody_cannot_object() -> None:
    with pytest.raises(ValueError, match="an account or an address"):
        object_to_marketing(Subject(), actor=None, place="", method="")


def test_the_signal_comes_after_the_commit(django_capture_on_commit_callbacks) -> None:
    heard = []

    def hear(subject, purpose, **kwargs):
        heard.append((subject, purpose))

    marketing_objected.connect(hear)
    subject = guest()
    with django_capture_on_commit_callbacks(execute=True):
        object_to_marketing(subject, **how(subject))
        assert heard == []
    marketing_objected.disconnect(hear)
    assert heard == [(subject, "")]


def test_a_new_yes_does_not_lift_the_objection() -> None:
    subject = guest()
    object_to_marketing(subject, **how(subject))
    say_yes(subject)
    assert not may_market_to("guest@example.com")


def test_the_person_may_lift_it() -> None:
    subject = subject_of_user(member("anna@example.com", "second@example.com"))
    object_to_marketing(subject, **how(subject))
    assert allow_marketing_again(subject, **how(subject)) is True
    assert may_market_to("anna@example.com")
    assert may_market_to("second@example.com")
    assert objected_since(subject) is None
    assert allow_marketing_again(subject, **how(subject)) is False
    assert actions() == ["marketing_objected", "marketing_allowed"]


def test_an_objection_under_an_earlier_key_still_holds() -> None:
    with override_settings(PRIVACY_CENTER={"HASH_KEY": "old"}):
        object_to_marketing(guest(), actor=None, place="", method="mail")
    with override_settings(PRIVACY_CENTER={"HASH_KEY": "new", "HASH_KEY_FALLBACKS": ["old"]}):
        assert not may_market_to("guest@example.com")


class TestStopAllMarketing:
    @pytest.fixture(autouse=True)
    def _activities(self) -> None:
        activity("newsletter", direct_marketing=True)
        activity("online-marketing", direct_marketing=True)
        activity("course-trials")

    def test_it_objects_and_ends_every_consent_to_marketing(self) -> None:
        subject = anna()
        for slug in ("newsletter", "online-marketing", "course-trials"):
            say_yes(subject, slug)
        assert set(direct_marketing_slugs()) >= {"newsletter", "online-marketing"}
        assert stop_all_marketing(subject, **how(subject)) == Stopped(
            True, ("newsletter", "online-marketing")
        )
        assert not may_market_to("anna@example.com")
        assert not has_consent(subject, "newsletter")
        assert has_consent(subject, "course-trials")
        assert actions()[3:] == ["marketing_objected", "consent_withdrawn", "consent_withdrawn"]

    def test_twice_is_once(self) -> None:
        subject = anna()
        say_yes(subject)
        stop_all_marketing(subject, **how(subject))
        before = actions()
        assert stop_all_marketing(subject, **how(subject)) == Stopped(False, ())
        assert actions() == before

    def test_it_works_for_a_guest_who_never_consented(self) -> None:
        subject = guest()
        assert stop_all_marketing(subject, **how(subject)) == Stopped(True, ())
