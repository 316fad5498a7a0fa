from __future__ import annotations

import pytest

from privacy_center.audit import Actor
from privacy_center.consent import give as give_consent
from privacy_center.consent import has_consent, may_market_to
from privacy_center.requests import Kind, State, open_request, requests_of
from privacy_center.subjects import Subject
from tests.privacy_center.policy.factories import make_controller
from tests.privacy_center.portal.people import address, person, sign_in, site

pytestmark = pytest.mark.django_db


def give(subject: Subject, slug: str = "newsletter") -> None:
    give_consent(
        subject,
        slug,
        wording=f"Yes to {slug}.",
        place="/en/newsletter/",
        method="checkbox",
        language="en",
        actor=Actor.person(subject.pseudonym),
    )


def test_how_to_use_the_rights_by_mail_is_said_once() -> None:
    make_controller(contact_email="rights@example.org")
    page = sign_in(person("anna@example.com")).get(address("home")).content.decode()
    assert page.count("mailto:rights@example.org?subject=") == 1
    assert page.count("Without signing in") == 1


def test_stopping_all_marketing_works_at_once_and_for_one_person() -> None:
    site()
    anna, erik = person("anna@example.com"), person("erik@example.com")
    for subject in (anna, erik):
        give(subject)
        give(subject, "course-trials")

    page = sign_in(anna).post(address("home"), follow=True).content.decode()

    assert "All marketing has stopped" in page
    assert not may_market_to("anna@example.com")
    assert not has_consent(anna, "newsletter")
    assert has_consent(anna, "course-trials")
    assert may_market_to("erik@example.com")
    assert has_consent(erik, "newsletter")
    request = requests_of(anna).get()
    assert (request.kind, request.state) == (Kind.OBJECTION, State.COMPLETED)
    assert not requests_of(erik).exists()


def test_stopping_twice_is_one_request() -> None:
    site()
    browser = sign_in(anna := person("anna@example.com"))
    browser.post(address("home"))
    browser.post(address("home"))
    assert requests_of(anna).count() == 1


def test_the_page_says_what_holds_already() -> None:
    site()
    anna = person("anna@example.com")
    give(anna)
    open_request(Kind.ACCESS, anna, actor=None)
    browser = sign_in(anna)
    page = browser.get(address("home")).content.decode()
    assert "1 open" in page
    assert "Stop all marketing</button>" in page
    browser.post(address("home"))
    page = browser.get(address("home")).content.decode()
    assert "You have said no to all marketing" in page
    assert "Stop all marketing</button>" not in page
