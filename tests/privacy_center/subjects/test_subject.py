import pytest
from allauth.account.models import EmailAddress

from privacy_center.subjects import (
    Subject,
    fold_email,
    subject_of_email,
    subject_of_user,
    subjects_of_hashes,
)
from tests.testapp import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna@Example.com", " anna@example.com "),
        ("ÅSA@example.se", "åsa@example.se"),
        ("A\u030asa@example.se", "åsa@example.se"),
    ],
)
def test_spellings_of_one_address_are_one_address(one, other):
    assert fold_email(one) == fold_email(other)
    assert Subject.of(None, [one]).pseudonym == Subject.of(None, [other]).pseudonym


def test_only_verified_addresses_are_the_persons():
    subject = factories.person("anna@example.com")
    EmailAddress.objects.create(user=subject.user, email="boss@example.com", verified=False)
    assert subject_of_user(subject.user).emails == ("anna@example.com",)
    assert subject_of_email("boss@example.com") == Subject.of(None, ["boss@example.com"])


def test_any_verified_address_leads_to_the_account():
    subject = factories.person("anna@example.com", "anna@work.example")
    assert subject_of_email("ANNA@work.example") == subject
    assert subject.pseudonym == Subject.of(None, ["anna@example.com"]).pseudonym


def test_an_address_that_merely_begins_the_same_leads_nowhere():
    factories.person("anna@example.com")
    assert subject_of_email("anna@example.co").user is None
    assert subject_of_email("nna@example.com").user is None


def test_a_person_without_an_address_has_a_pseudonym_too():
    subject = factories.person("anna@example.com")
    bare = Subject(subject.user, ())
    assert bare.pseudonym
    assert bare.hashes == (bare.pseudonym,)
    assert bare.pseudonym in subject.hashes


def test_the_pseudonym_tells_nothing_of_the_address():
    assert "anna" not in Subject.of(None, ["anna@example.com"]).pseudonym


def test_an_account_without_an_address_is_found_after_a_change_of_key(settings):
    settings.PRIVACY_CENTER = {"HASH_KEY": "old"}
    user = factories.person("anna@example.com").user
    old = Subject(user).pseudonym
    settings.PRIVACY_CENTER = {"HASH_KEY": "new", "HASH_KEY_FALLBACKS": ["old"]}
    assert Subject(user).pseudonym != old
    assert Subject(user).hashes == (Subject(user).pseudonym, old)
    assert [found.user for found in subjects_of_hashes([old])] == [user]
