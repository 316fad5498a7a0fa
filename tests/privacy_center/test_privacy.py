"""What the plugin's own tables say to the person, and what they give to the file."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.usersessions.models import UserSession

from privacy_center.access import overview
from privacy_center.audit import Actor
from privacy_center.consent import give
from privacy_center.consent.models import ConsentEvent
from privacy_center.sources import registry
from privacy_center.subjects import Subject
from tests.counting import queries_of
from tests.testapp.factories import activity, person

pytestmark = pytest.mark.django_db


def say_yes(subject: Subject, text: str = "Yes, send me news.") -> None:
    give(
        subject,
        "newsletter",
        wording=text,
        place="/en/newsletter/",
        method="double opt-in",
        language="sv",
        actor=Actor.person(subject.pseudonym),
    )


def values_of(subject: Subject, source: str) -> dict[str, str]:
    views = [view for one in overview(subject, "en") for view in one.sources if view.name == source]
    return {field.name: field.value for field in views[0].records[0].fields}


def test_a_consent_is_told_in_words_and_exported_as_it_is_stored() -> None:
    activity("newsletter", "Newsletter")
    activity("consent-proof", "Proof of consents")
    say_yes(anna := person("anna@example.com"))
    told = values_of(anna, "privacy_center.consentevent")
    assert told["activity"] == "Newsletter"
    assert told["wording"] == "Yes, send me news."
    assert told["language"] == "Swedish"
    assert anna.pseudonym not in told.values()
    event = ConsentEvent.objects.get()
    source: Any = registry.get("privacy_center.consentevent")
    assert "address_hash" in source.columns
    assert (event.activity, event.address_hash) == ("newsletter", anna.pseudonym)


def test_the_words_of_many_consents_cost_no_more_than_those_of_one() -> None:
    activity("newsletter", "Newsletter")
    activity("consent-proof", "Proof of consents")
    say_yes(anna := person("anna@example.com"))
    one = queries_of(lambda: overview(anna, "en"))
    for number in range(3):
        say_yes(anna, f"Yes, number {number}.")
    assert queries_of(lambda: overview(anna, "en")) == one


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox on Linux"),
        ("curl/8.5.0", "curl/8.5.0"),
    ],
)
def test_a_browser_is_told_by_its_name_where_it_says_it(agent: str, told: str) -> None:
    activity("security", "Security")
    anna = person("anna@example.com")
    UserSession.objects.create(
        user=anna.user, ip="192.0.2.7", session_key="a" * 32, user_agent=agent
    )
    assert values_of(anna, "usersessions.usersession")["user_agent"] == told


def test_an_account_is_called_staff_only_where_it_is() -> None:
    activity("account", "Your account")
    anna = person("anna@example.com")
    told = values_of(anna, "auth.user")
    assert told["is_staff"] == told["is_superuser"] == ""
    assert told["is_active"] == "Yes"
    anna.user.is_staff = True
    anna.user.save()
    assert values_of(anna, "auth.user")["is_staff"] == "Yes"
