from __future__ import annotations

import json

import pytest
from freezegun import freeze_time

from privacy_center.consent import consent_history, consents_of, events_of, has_consent, withdraw
from privacy_center.subjects import subject_of_email, subject_of_user

from .factories import anna, guest, how, member, say_yes

pytestmark = pytest.mark.django_db


def test_each_purpose_has_its_state_and_its_history() -> None:
    subject = anna()
    with freeze_time("2026-01-01 10:00"):
        say_yes(subject, wording="Yes.")
    with freeze_time("2026-02-01 10:00"):
        say_yes(subject, wording="Yes, weekly.")
    with freeze_time("2026-03-01 10:00"):
        say_yes(subject, "course-trials")
        withdraw(subject, "course-trials", **how(subject))
    trials, newsletter = consents_of(subject)
    assert (trials.slug, trials.given) == ("course-trials", False)
    assert (newsletter.slug, newsletter.given) == ("newsletter", True)
    assert newsletter.since.isoformat() == "2026-01-01T10:00:00+00:00"
    assert [(choice.version, choice.wording) for choice in newsletter.history] == [
        (1, "Yes."),
        (2, "Yes, weekly."),
    ]


def test_the_export_holds_every_proof_as_plain_json() -> None:
    subject = anna()
    with freeze_time("2026-01-01 10:00"):
        say_yes(subject)
    with freeze_time("2026-02-01 10:00"):
        withdraw(subject, "newsletter", place="/account/privacy/consents/", method="x", actor=None)
    history = consent_history(subject)
    assert json.loads(json.dumps(history)) == history
    assert history == [
        {
            "purpose": "newsletter",
            "state": "withdrawn",
            "since": "2026-02-01T10:00:00+00:00",
            "history": [
                {
                    "at": "2026-01-01T10:00:00+00:00",
                    "state": "given",
                    "wording": "Yes, send me the newsletter.",
                    "version": 1,
                    "language": "en",
                    "place": "/en/newsletter/",
                    "method": "form checkbox",
                },
                {
                    "at": "2026-02-01T10:00:00+00:00",
                    "state": "withdrawn",
                    "wording": "Yes, send me the newsletter.",
                    "version": 1,
                    "language": "en",
                    "place": "/account/privacy/consents/",
                    "method": "x",
                },
            ],
        }
    ]


def test_never_asked_is_no() -> None:
    assert not has_consent(anna(), "newsletter")
    assert consents_of(guest()) == []


def test_an_account_brings_together_all_its_addresses() -> None:
    say_yes(guest("second@example.com"))
    subject = subject_of_user(member("anna@example.com", "second@example.com"))
    assert has_consent(subject, "newsletter")


def test_an_address_that_changed_hands_shows_the_first_ones_choices_to_nobody_else() -> None:
    first = member("shared@example.com")
    say_yes(subject_of_user(first))
    first.emailaddress_set.all().delete()
    second = subject_of_user(member("second@example.com", "shared@example.com"))
    assert not events_of(second).exists()
    assert not has_consent(second, "newsletter")
    assert events_of(subject_of_user(first)).count() == 1


def test_an_address_nobody_verified_leads_to_no_account() -> None:
    user = member("anna@example.com", "unproved@example.com")
    user.emailaddress_set.filter(email="unproved@example.com").update(verified=False)
    say_yes(subject_of_user(user))
    assert consents_of(subject_of_email("unproved@example.com")) == []


def test_all_consents_take_two_queries(django_assert_num_queries) -> None:
    subject = anna()
    for slug in ("newsletter", "course-trials", "online-marketing"):
        say_yes(subject, slug)
    with django_assert_num_queries(2):
        assert len(consents_of(subject)) == 3
