"""A coming change in the centre: the note, the consents asked again, and the link for guests."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from privacy_center.activities.models import ProcessingActivity
from privacy_center.consent import (
    ask_again,
    consents_of,
    has_consent,
    renewal_token,
    unsubscribe_token,
)
from privacy_center.policy.announcements import ToldPerson
from privacy_center.subjects import Subject
from tests.privacy_center.policy.factories import make_pages, make_recipient
from tests.privacy_center.portal.people import address, everything, person, sign_in, site
from tests.privacy_center.portal.test_home import give

pytestmark = pytest.mark.django_db

GUEST = Subject.of(None, ["guest@example.com"])


def day() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=30)


def a_change() -> None:
    """Both languages say that the newsletter gets another recipient in a month."""
    pages = make_pages()
    activity = ProcessingActivity.objects.get(slug="newsletter")
    activity.recipients.add(make_recipient("new"))
    activity.save()
    for code, page in pages.items():
        page.change_summary, page.change_effective_on = f"Summary {code}.", day()
        page.save_revision().publish()


def link(token: str | None = None) -> str:
    made = token or renewal_token("guest@example.com", "newsletter")
    return reverse("privacy_guest:renew", args=[made])


def test_the_front_page_tells_until_the_person_has_read_it() -> None:
    site()
    a_change()
    anna, erik = person("anna@example.com"), person("erik@example.com")
    browser = sign_in(anna)
    page = browser.get(address("home")).content.decode()
    assert "Summary en." in page
    assert "Summary sv." not in page
    assert "versions/compare/?to=2" in page

    key = page.split('name="change" value="')[1].split('"')[0]
    answer = browser.post(address("home"), {"action": "seen", "change": key}, follow=True)

    assert "Summary en." not in answer.content.decode()
    assert "All marketing has stopped" not in answer.content.decode()
    assert "Summary en." in sign_in(erik).get(address("home")).content.decode()
    assert ToldPerson.objects.filter(seen_at__isnull=False).count() == 1


def test_the_note_goes_when_the_change_holds() -> None:
    site()
    a_change()
    anna = person("anna@example.com")
    with freeze_time(timezone.now() + dt.timedelta(days=31)):
        assert "Summary en." not in sign_in(anna).get(address("home")).content.decode()


def test_a_consent_that_is_asked_again_is_shown_so_and_answered_on_the_page() -> None:
    site()
    anna, erik = person("anna@example.com"), person("erik@example.com")
    for subject in (anna, erik):
        give(subject)
    a_change()
    browser = sign_in(anna)
    page = browser.get(address("consents")).content.decode()
    assert "Asked again" in page
    assert "new en" in page

    answer = browser.post(
        address("consents"), {"action": "renew", "purpose": "newsletter"}, follow=True
    )

    assert "Your new yes is noted." in answer.content.decode()
    (consent,) = consents_of(anna)
    assert not consent.asked_again
    assert "Who receives it: new en." in consent.history[-1].wording
    assert consents_of(erik)[0].asked_again
    again = browser.post(
        address("consents"), {"action": "renew", "purpose": "newsletter"}, follow=True
    )
    assert "not asked for again" in again.content.decode()
    assert len(consents_of(anna)[0].history) == 2


def test_a_lapsed_yes_can_be_renewed_or_withdrawn() -> None:
    site()
    anna, erik = person("anna@example.com"), person("erik@example.com")
    for subject in (anna, erik):
        give(subject)
    ask_again("newsletter", due_on=day(), actor=None)
    with freeze_time(timezone.now() + dt.timedelta(days=31)):
        assert not has_consent(anna, "newsletter")
        page = sign_in(anna).get(address("consents")).content.decode()
        assert "nothing is done under it now" in page
        sign_in(anna).post(address("consents"), {"action": "renew", "purpose": "newsletter"})
        sign_in(erik).post(address("consents"), {"action": "withdraw", "purpose": "newsletter"})
        assert has_consent(anna, "newsletter")
        assert consents_of(erik)[0].state == "withdrawn"


def test_a_guest_answers_by_the_link_and_a_scanner_answers_nothing(client: Client) -> None:
    site()
    give(GUEST)
    give(GUEST, "course-trials")
    a_change()
    before = everything()
    page = client.get(link(), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Do you still want “newsletter en”?" in page
    assert "guest@example.com" not in page
    assert everything() == before

    browser = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    answer: Any = browser.post(link(), follow=True)

    assert "Your yes is noted" in answer.content.decode()
    newsletter = next(one for one in consents_of(GUEST) if one.slug == "newsletter")
    assert not newsletter.asked_again
    assert newsletter.history[-1].place == "renewal"


def test_neither_link_opens_the_other_page(client: Client) -> None:
    site()
    give(GUEST)
    assert client.get(link(unsubscribe_token("guest@example.com", "newsletter"))).status_code == 404
    wrong = reverse(
        "privacy_guest:unsubscribe", args=[renewal_token("guest@example.com", "newsletter")]
    )
    assert client.get(wrong).status_code == 404


def test_the_link_gives_no_consent_that_nobody_asks_for(client: Client) -> None:
    site()
    client.post(link())
    assert consents_of(GUEST) == []
