"""Material changes: who is told, once, in which language, and what is asked again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from freezegun import freeze_time

from home.models import NewsletterSubscription
from privacy_center.activities.models import ProcessingActivity
from privacy_center.consent import consents_of, give, has_consent
from privacy_center.consent.models import ConsentRenewal
from privacy_center.policy.announcements import AnnouncementBatch, MaterialChange, ToldPerson
from privacy_center.policy.announcing import announce, announce_all
from privacy_center.policy.material import mark_seen, unseen_by
from privacy_center.policy.versions import latest_version, versions_of
from privacy_center.subjects import Subject, subject_of_email, subject_of_user
from tests.privacy_center.consent.factories import guest, how, member, say_yes

from .factories import make_activity, make_controller, make_pages, make_recipient

pytestmark = pytest.mark.django_db

SUMMARY = {"sv": "Vi delar med en ny mottagare.", "en": "We share with a new recipient."}


def subscriber(email: str, language: str) -> Subject:
    NewsletterSubscription.objects.create(email=email, language=language)
    person = guest(email)
    give(person, "newsletter", wording="Yes.", language=language, **how(person))
    return person


@pytest.fixture
def pages() -> dict[str, Any]:
    make_controller()
    make_activity("newsletter", legal_basis="consent")
    make_activity("course-trials", legal_basis="consent")
    return make_pages()


def coming(days: int = 30) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def change(page: Any, day: dt.date, capture: Any) -> None:
    with capture(execute=True):
        page.change_summary = SUMMARY[page.locale.language_code]
        page.change_effective_on = day
        page.save_revision().publish()


def share(slug: str = "newsletter") -> None:
    activity = ProcessingActivity.objects.get(slug=slug)
    activity.recipients.add(make_recipient("new"))
    activity.save()


def told() -> list[str]:
    return sorted(letter.to[0] for letter in mail.outbox)


def test_everybody_is_told_once_in_their_language(
    pages: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    member("no-language@example.com")
    english = subject_of_user(member("anna@example.com", "anna.alt@example.com"))
    say_yes(english)
    subscriber("svensk@example.com", "sv")
    subscriber("reader@example.com", "en")
    # The same person, with an account and a subscription.
    NewsletterSubscription.objects.create(email="anna@example.com", language="en")
    NewsletterSubscription.objects.create(email="never-said-yes@example.com", language="sv")
    share()
    mail.outbox.clear()

    change(pages["sv"], coming(), django_capture_on_commit_callbacks)
    assert told() == ["no-language@example.com", "svensk@example.com"]
    assert all(SUMMARY["sv"] in letter.body for letter in mail.outbox)

    change(pages["en"], coming(), django_capture_on_commit_callbacks)
    assert told() == [
        "anna@example.com",
        "no-language@example.com",
        "reader@example.com",
        "svensk@example.com",
    ]
    assert MaterialChange.objects.count() == 1
    announce_all()
    change(pages["en"], coming(), django_capture_on_commit_callbacks)
    assert len(mail.outbox) == 4


def test_those_whose_language_is_not_published_are_told_in_the_last_days(
    pages: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    subscriber("reader@example.com", "en")
    share()
    mail.outbox.clear()
    change(pages["sv"], coming(30), django_capture_on_commit_callbacks)
    assert told() == []
    with freeze_time(timezone.now() + dt.timedelta(days=20)):
        announce_all()
        announce_all()
    assert told() == ["reader@example.com"]
    assert SUMMARY["sv"] in mail.outbox[0].body


def test_nobody_is_told_once_it_holds(
    pages: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    change(pages["sv"], coming(20), django_capture_on_commit_callbacks)
    member("late@example.com")
    mail.outbox.clear()
    with freeze_time(timezone.now() + dt.timedelta(days=20)):
        assert announce_all() == {}
    assert told() == []
    assert not ToldPerson.objects.exists()


def test_stopped_half_way_the_next_run_goes_on_and_writes_to_nobody_twice(
    pages: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        member(f"p{number}@example.com")
    page = pages["sv"]
    page.change_summary, page.change_effective_on = SUMMARY["sv"], coming()
    page.save_revision().publish()
    found = MaterialChange.objects.get()
    mail.outbox.clear()

    class Stopped(BaseException):
        """What a worker that is killed leaves behind."""

    def stop(one: Any, *args: Any, **kwargs: Any) -> int:
        if len(mail.outbox) == 2:
            raise Stopped
        mail.outbox.append(one)
        return 1

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMultiAlternatives.send", stop)
        with pytest.raises(Stopped):
            announce(found)
    assert AnnouncementBatch.objects.get(audience="accounts").finished_at is None

    announce(found)

    # The third was being written to: the one thing that is known is that it must not come twice.
    assert told() == [f"p{n}@example.com" for n in (0, 1, 3, 4)]
    assert AnnouncementBatch.objects.get(audience="accounts").finished_at is not None


def test_a_mail_that_the_server_refuses_is_tried_again(
    pages: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    member("anna@example.com")
    page = pages["sv"]
    page.change_summary, page.change_effective_on = SUMMARY["sv"], coming()
    page.save_revision().publish()
    found = MaterialChange.objects.get()
    mail.outbox.clear()

    def refuse(*args: Any, **kwargs: Any) -> int:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        assert announce(found) == 0
    assert announce(found) == 1
    assert told() == ["anna@example.com"]
    assert announce(found) == 0


def test_a_consent_that_the_change_touches_is_asked_again(
    pages: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    anna = subject_of_user(member("anna@example.com"))
    erik = subject_of_user(member("erik@example.com"))
    for slug in ("newsletter", "course-trials"):
        say_yes(anna, slug)
    say_yes(erik, "course-trials")
    reader = subscriber("reader@example.com", "sv")
    share("newsletter")
    mail.outbox.clear()
    day = coming(30)
    change(pages["sv"], day, django_capture_on_commit_callbacks)

    asked = {consent.slug: consent.renew_by for consent in consents_of(anna)}
    assert asked == {"newsletter": day, "course-trials": None}
    # The old yes stands until the new terms hold.
    assert has_consent(anna, "newsletter")
    letter = next(one for one in mail.outbox if one.to == ["reader@example.com"])
    assert "/privacy/renew/" in letter.body

    with freeze_time(timezone.now() + dt.timedelta(days=10)):
        say_yes(anna, "newsletter", "Yes, with the new one.")
    with freeze_time(timezone.now() + dt.timedelta(days=31)):
        assert has_consent(anna, "newsletter")
        assert has_consent(anna, "course-trials")
        assert has_consent(erik, "course-trials")
        assert not has_consent(reader, "newsletter")
        state = consents_of(reader)[0]
        assert (state.state, state.lapsed, state.given) == ("given", True, False)


def test_publishing_the_other_language_asks_nobody_twice(
    pages: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    anna = subject_of_user(member("anna@example.com"))
    say_yes(anna)
    share()
    change(pages["sv"], coming(), django_capture_on_commit_callbacks)
    say_yes(anna, wording="Yes, with the new one.")
    change(pages["en"], coming(), django_capture_on_commit_callbacks)
    assert ConsentRenewal.objects.count() == 1
    assert consents_of(anna)[0].renew_by is None


def test_a_day_that_has_come_ends_no_consent(
    pages: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    anna = subject_of_user(member("anna@example.com"))
    say_yes(anna)
    share()
    change(pages["en"], timezone.localdate(), django_capture_on_commit_callbacks)
    latest = latest_version(pages["en"])
    assert latest is not None
    assert not latest.is_material
    assert has_consent(anna, "newsletter")
    assert not MaterialChange.objects.exists()


def test_prose_alone_asks_for_no_consent(
    pages: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    pages["en"].title = "New words"
    change(pages["en"], coming(), django_capture_on_commit_callbacks)
    assert MaterialChange.objects.count() == 1
    assert not ConsentRenewal.objects.exists()


def test_a_later_correction_is_no_material_change(
    pages: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    page = pages["en"]
    change(page, coming(), django_capture_on_commit_callbacks)
    page.title = "A corrected title"
    page.save_revision().publish()
    latest = latest_version(page)
    assert latest is not None
    assert (versions_of(page).count(), latest.is_material) == (3, False)


def test_a_note_stands_until_it_is_seen_by_the_person_alone(
    pages: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    anna = subject_of_user(member("anna@example.com"))
    erik = subject_of_email("erik@example.com")
    change(pages["en"], coming(), django_capture_on_commit_callbacks)
    ((found, words),) = unseen_by(anna)
    assert words["en"].change_summary == SUMMARY["en"]
    mark_seen(anna, [found.pk, "", 999])
    assert unseen_by(anna) == []
    assert len(unseen_by(erik)) == 1
    with freeze_time(timezone.now() + dt.timedelta(days=40)):
        assert unseen_by(erik) == []
