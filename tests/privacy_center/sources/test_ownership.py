import unicodedata

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from privacy_center.sources import records_of, registry
from privacy_center.subjects import Subject, subject_of_email
from tests.testapp import factories
from tests.testapp.models import EventSignup, Mailing, Member

pytestmark = pytest.mark.django_db


def decomposed(text):
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("written", ["åsa@example.com", "ÅSA@Example.com"])
@pytest.mark.parametrize("given", ["åsa@example.com", decomposed("Åsa@example.com")])
def test_an_address_is_matched_composed_and_decomposed(written, given):
    for form in (written, decomposed(written)):
        EventSignup.objects.create(email=form, event="Fair")
        factories.member(email=form)
        Mailing.objects.create(recipients=[form])
    EventSignup.objects.create(email="asa@example.com", event="Fair")
    asa = Subject.of(None, [given])
    for model in (EventSignup, Member, Mailing):
        assert records_of(registry.get(model), asa).count() == 2


def test_an_account_is_found_by_an_address_that_it_keeps_decomposed():
    user = get_user_model().objects.create_user(username="asa")
    EmailAddress.objects.create(user=user, email=decomposed("åsa@example.com"), verified=True)
    assert subject_of_email("åsa@example.com").user == user
