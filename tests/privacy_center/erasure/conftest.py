import datetime as dt

import pytest
from django.utils import translation

from privacy_center.audit import Actor
from privacy_center.erasure import erase
from tests.testapp import factories

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _in_english():
    """What is told is compared in the language that it is written in."""
    with translation.override("en"):
        yield


@pytest.fixture
def activities(db):
    """The association's activities, all under a basis that lets everything go."""
    return {
        slug: factories.activity(slug)
        for slug in ("members", "events", "courses", "messages", "specimens", "account", "security")
    } | {
        "consent-proof": factories.activity(
            "consent-proof",
            legal_basis="legal_obligation",
            legal_reference="GDPR Art. 7(1)",
            period_value=3,
        ),
        "rights-requests": factories.activity(
            "rights-requests",
            legal_basis="legal_obligation",
            legal_reference="GDPR Art. 12",
            period_value=3,
        ),
    }


@pytest.fixture
def anna(activities):
    return factories.person("anna@example.com")


@pytest.fixture
def erik(activities):
    return factories.person("erik@example.com")


@pytest.fixture
def erased():
    """Erase a person and return the run."""

    def carry_out(subject):
        return erase(subject, actor=Actor.command(), language="en")

    return carry_out
