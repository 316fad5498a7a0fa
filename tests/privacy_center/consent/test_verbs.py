from __future__ import annotations

import logging

import pytest
from django.test import override_settings

from privacy_center.audit.models import AuditEntry
from privacy_center.consent import (
    consents_of,
    give,
    has_consent,
    withdraw,
    wording_for,
)
from privacy_center.consent.models import ConsentEvent
from privacy_center.signals import consent_given, consent_withdrawn
from privacy_center.subjects import Subject, subject_of_email, subject_of_user

from .factories import anna, guest, how, member, say_yes

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """What the two signals said, in order."""
    said: list[tuple[str, str]] = []

    def on_given(subject, purpose, **kwargs):
        said.append(("given", purpose))

    def on_withdrawn(subject, purpose, **kwargs):
        said.append(("withdrawn", purpose))

    consent_given.connect(on_given)
    consent_withdrawn.connect(on_withdrawn)
    yield said
    consent_given.disconnect(on_given)
    consent_withdrawn.disconnect(on_withdrawn)


class TestGive:
    def test_everything_that_proves_it_is_there(self) -> None:
        subject = anna()
        give(
            subject,
            "newsletter",
            wording="Ja tack.",
            language="sv",
            place="/sv/nyhetsbrev/?utm=anna#form",
            method="form checkbox",
            actor=None,
        )
        event = ConsentEvent.objects.get()
        assert event.state == "given"
        assert event.wording == wording_for("newsletter", "sv", "Ja tack.")
        assert event.user == subject.user
        assert event.address_hash == subject.pseudonym
        assert (event.language, event.place, event.method) == (
            "sv",
            "/sv/nyhetsbrev/",
            "form checkbox",
        )

    def test_it_stands_on_the_trail(self) -> None:
        subject = anna()
        say_yes(subject)
        entry = AuditEntry.objects.get()
        assert (entry.action, entry.subject) == ("consent_given", subject.pseudonym)
        assert entry.details == {
            "activity": "newsletter",
            "version": 1,
            "language": "en",
            "method": "form checkbox",
        }

    def test_the_signal_waits_for_the_commit(
        self, heard, django_capture_on_commit_callbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            say_yes(anna())
            assert heard == []
        assert heard == [("given", "newsletter")]

    def test_a_wording_of_another_activity_is_refused(self) -> None:
        subject = anna()
        wording = wording_for("course-trials", "en", "Yes.")
        with pytest.raises(ValueError, match="course-trials"):
            give(subject, "newsletter", wording=wording, language="en", **how(subject))
        assert not ConsentEvent.objects.exists()

    def test_nobody_cannot_consent(self) -> None:
        with pytest.raises(ValueError, match="an account or an address"):
            say_yes(Subject())

    def test_an_account_without_a_verified_address_can(self) -> None:
        user = member("new@example.com")
        user.emailaddress_set.update(verified=False)
        subject = subject_of_user(user)
        say_yes(subject)
        assert has_consent(subject, "newsletter")


class TestWithdraw:
    def test_it_counts_at_once(self) -> None:
        subject = anna()
        say_yes(subject)
        assert withdraw(subject, "newsletter", **how(subject)) is True
        assert not has_consent(subject, "newsletter")
        assert [event.state for event in ConsentEvent.objects.all()] == ["given", "withdrawn"]

    def test_other_purposes_stand(self) -> None:
        subject = anna()
        say_yes(subject)
        say_yes(subject, "course-trials")
        withdraw(subject, "newsletter", **how(subject))
        assert has_consent(subject, "course-trials")

    def test_what_was_never_given_changes_nothing(
        self, heard, django_capture_on_commit_callbacks
    ) -> None:
        subject = anna()
        with django_capture_on_commit_callbacks(execute=True):
            assert withdraw(subject, "newsletter", **how(subject)) is False
        assert not ConsentEvent.objects.exists()
        assert not AuditEntry.objects.exists()
        assert heard == []

    def test_twice_is_once(self, heard, django_capture_on_commit_callbacks) -> None:
        subject = anna()
        say_yes(subject)
        with django_capture_on_commit_callbacks(execute=True):
            assert withdraw(subject, "newsletter", **how(subject))
            assert not withdraw(subject, "newsletter", **how(subject))
        assert heard == [("withdrawn", "newsletter")]

    def test_yes_after_no_is_yes(self) -> None:
        subject = anna()
        say_yes(subject)
        withdraw(subject, "newsletter", **how(subject))
        say_yes(subject)
        assert has_consent(subject, "newsletter")

    def test_what_a_guest_gave_the_account_takes_back(self) -> None:
        say_yes(guest("anna@example.com"))
        subject = anna()
        assert has_consent(subject, "newsletter")
        assert withdraw(subject, "newsletter", **how(subject))
        assert not has_consent(subject, "newsletter")

    def test_it_stays_taken_back_when_the_address_leaves_the_account(self) -> None:
        say_yes(guest("old@example.com"))
        user = member("anna@example.com", "old@example.com")
        subject = subject_of_user(user)
        withdraw(subject, "newsletter", **how(subject))
        user.emailaddress_set.get(email="old@example.com").delete()
        assert not has_consent(subject_of_email("old@example.com"), "newsletter")

    def test_the_holder_of_an_address_ends_what_was_given_for_it(self) -> None:
        user = member("anna@example.com")
        say_yes(subject_of_user(user))
        user.emailaddress_set.all().delete()
        holder = guest("anna@example.com")
        assert withdraw(holder, "newsletter", **how(holder))
        assert not has_consent(subject_of_user(user), "newsletter")

    def test_nobody_else_is_touched(self) -> None:
        subject, other = anna(), guest()
        say_yes(subject)
        say_yes(other)
        withdraw(subject, "newsletter", **how(subject))
        assert has_consent(other, "newsletter")

    def test_it_finds_what_was_given_under_an_earlier_key(self) -> None:
        with override_settings(PRIVACY_CENTER={"HASH_KEY": "old"}):
            say_yes(guest())
        with override_settings(PRIVACY_CENTER={"HASH_KEY": "new", "HASH_KEY_FALLBACKS": ["old"]}):
            subject = guest()
            assert withdraw(subject, "newsletter", **how(subject))
            assert [consent.state for consent in consents_of(subject)] == ["withdrawn"]


def test_a_receiver_that_fails_harms_nothing_and_logs_nothing_personal(
    heard, caplog, django_capture_on_commit_callbacks
) -> None:
    def fail(subject, **kwargs):
        raise RuntimeError(subject.emails[0])

    consent_given.connect(fail)
    try:
        with (
            caplog.at_level(logging.DEBUG),
            django_capture_on_commit_callbacks(execute=True),
        ):
            say_yes(anna())
    finally:
        consent_given.disconnect(fail)
    assert heard == [("given", "newsletter")]
    assert "RuntimeError" in caplog.text
    assert "anna" not in caplog.text
