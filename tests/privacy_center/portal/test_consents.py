from __future__ import annotations

import pytest

from privacy_center.consent import has_consent, may_market_to
from privacy_center.consent.models import ConsentEvent
from tests.privacy_center.portal.people import address, person, sign_in, site
from tests.privacy_center.portal.test_home import give

pytestmark = pytest.mark.django_db


def test_each_consent_is_shown_with_its_words_and_history() -> None:
    site()
    anna = person("anna@example.com")
    give(anna)
    page = sign_in(anna).get(address("consents")).content.decode()
    assert "newsletter en" in page
    assert "Yes to newsletter." in page
    assert "/en/newsletter/" in page


def test_nobody_elses_consent_is_shown() -> None:
    site()
    give(person("erik@example.com"))
    page = sign_in(person("anna@example.com")).get(address("consents")).content.decode()
    assert "Yes to newsletter." not in page


def test_withdrawing_works_at_once_for_this_purpose_and_person() -> None:
    site()
    anna, erik = person("anna@example.com"), person("erik@example.com")
    for subject in (anna, erik):
        give(subject)
        give(subject, "course-trials")

    answer = sign_in(anna).post(
        address("consents"), {"action": "withdraw", "purpose": "newsletter"}, follow=True
    )

    assert "Your consent is withdrawn: newsletter en." in answer.content.decode()
    assert not has_consent(anna, "newsletter")
    assert has_consent(anna, "course-trials")
    assert has_consent(erik, "newsletter")
    assert has_consent(erik, "course-trials")


def test_the_ledger_says_where_and_how_it_was_withdrawn() -> None:
    site()
    give(anna := person("anna@example.com"))
    sign_in(anna).post(address("consents"), {"action": "withdraw", "purpose": "newsletter"})
    event = ConsentEvent.objects.order_by("pk").last()
    assert event is not None
    assert (event.state, event.place) == ("withdrawn", address("consents"))


@pytest.mark.parametrize("purpose", ["newsletter", "nonsense", ""])
def test_withdrawing_what_was_never_given_is_harmless(purpose: str) -> None:
    site()
    browser = sign_in(person("anna@example.com"))
    answer = browser.post(
        address("consents"), {"action": "withdraw", "purpose": purpose}, follow=True
    )
    assert "There was no consent to withdraw." in answer.content.decode()
    assert not ConsentEvent.objects.exists()


def test_saying_no_to_marketing_and_lifting_it() -> None:
    site()
    give(anna := person("anna@example.com"))
    browser = sign_in(anna)
    browser.post(address("consents"), {"action": "stop"})
    assert not may_market_to("anna@example.com")
    browser.post(address("consents"), {"action": "allow"})
    assert may_market_to("anna@example.com")
    assert not has_consent(anna, "newsletter")


def test_an_unknown_action_is_refused() -> None:
    assert sign_in(person("anna@example.com")).post(address("consents")).status_code == 400
