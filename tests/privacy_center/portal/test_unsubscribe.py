from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from privacy_center.audit.models import AuditEntry
from privacy_center.consent import has_consent, unsubscribe_token
from privacy_center.consent.models import ConsentEvent
from privacy_center.subjects import Subject
from tests.privacy_center.portal.people import everything, site
from tests.privacy_center.portal.test_home import give

pytestmark = pytest.mark.django_db

GUEST = Subject.of(None, ["guest@example.com"])
OTHER = Subject.of(None, ["other@example.com"])


def link(email: str = "guest@example.com", slug: str = "newsletter") -> str:
    return reverse("privacy_guest:unsubscribe", args=[unsubscribe_token(email, slug)])


@pytest.fixture(autouse=True)
def _subscribed() -> None:
    site()
    for subject in (GUEST, OTHER):
        give(subject)
        give(subject, "course-trials")


def test_a_scanner_that_opens_the_link_ends_nothing(client: Client) -> None:
    before = everything()
    page = client.get(link(), HTTP_ACCEPT_LANGUAGE="en")
    client.head(link())
    assert "Unsubscribe from “newsletter en”?" in page.content.decode()
    assert everything() == before


def test_pressing_the_button_ends_this_consent_of_this_person(client: Client) -> None:
    browser = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    page = browser.post(link(), follow=True)
    assert "You are unsubscribed" in page.content.decode()
    assert not has_consent(GUEST, "newsletter")
    assert has_consent(GUEST, "course-trials")
    assert has_consent(OTHER, "newsletter")


def test_a_mail_programs_one_click_needs_no_page(client: Client) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(link(), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert not has_consent(GUEST, "newsletter")


def test_again_is_harmless(client: Client) -> None:
    client.post(link())
    count = ConsentEvent.objects.count()
    assert client.post(link()).status_code == 302
    assert ConsentEvent.objects.count() == count


@pytest.mark.parametrize("spoil", [lambda t: t[:-4], lambda t: t[::-1], lambda t: "x"])
def test_a_link_that_was_altered_is_not_found(spoil: object, client: Client) -> None:
    token = unsubscribe_token("guest@example.com", "newsletter")
    url = reverse("privacy_guest:unsubscribe", args=[spoil(token)])  # type: ignore[operator]
    for answer in (client.get(url), client.post(url)):
        assert answer.status_code == 404
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer.headers["Cache-Control"]
    assert has_consent(GUEST, "newsletter")


def test_the_page_keeps_its_address_and_the_persons_to_itself(client: Client) -> None:
    answer = client.get(link())
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "guest@" not in answer.content.decode()
    assert "guest" not in link()


def test_the_token_is_written_nowhere(client: Client) -> None:
    url = link()
    client.post(url)
    token = url.rstrip("/").rsplit("/", 1)[1]
    assert token not in repr([*ConsentEvent.objects.values(), *AuditEntry.objects.values()])
