import pytest
from django.utils import translation

from privacy_center.audit import Actor
from privacy_center.erasure import erase
from tests.testapp import factories


@pytest.fixture
def activities(db):
    """The activities that the built-in sources name."""
    for slug in ("account", "security"):
        factories.activity(slug)
    for slug in ("editing", "customer-service"):
        factories.activity(slug, legal_basis="legitimate_interest")
    for slug in ("consent-proof", "rights-requests"):
        factories.activity(slug, legal_basis="legal_obligation", period_value=3)


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


@pytest.fixture(autouse=True)
def _in_english():
    """What is told is compared in the language that it is written in."""
    with translation.override("en"):
        yield
