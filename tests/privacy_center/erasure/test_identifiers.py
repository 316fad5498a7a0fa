"""What a proof looks for: gathered from the account and from the records before they go."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from privacy_center.erasure import plan
from privacy_center.erasure.columns import matches
from privacy_center.erasure.identifiers import Identifiers, identifiers_of
from privacy_center.erasure.searching import needles
from privacy_center.ledger import encrypt
from privacy_center.sources import registry
from privacy_center.subjects import subject_of_user
from tests.testapp import factories
from tests.testapp.models import EventSignup, Household, Member, Unrelated
from tests.testapp.privacy import MemberData

pytestmark = pytest.mark.django_db


class Mobile(MemberData):
    """The telephone number stands in fields whose names do not say so."""

    fields = MemberData.fields | {"door_code": "contact"}
    secret = ()


@pytest.mark.parametrize("number", ["070-174 06 05", "+46 70 174 06 05", "46701740605"])
def test_a_telephone_number_is_known_by_its_value(anna, erased, number):
    factories.member(anna, door_code=number, name="Anna Ek")
    Unrelated.objects.create(colour="tel. 0701740605")
    with registry.register_temporarily(Member, Mobile):
        assert number in identifiers_of(plan(anna)).values
        run = erased(anna)
    assert [found["model"] for found in run.residue] == ["testapp.unrelated"]


def test_other_words_beside_numbers_do_not_crowd_a_telephone_number_out(anna):
    Household.objects.bulk_create(
        Household(first=anna.user, first_name="1234567890", second_name=f"Word {n}")
        for n in range(510)
    )
    Household.objects.create(first=anna.user, first_name="", second_name="070-174 06 05")
    assert "070-174 06 05" in identifiers_of(plan(anna)).values


@pytest.mark.parametrize("text", ["4711", "2026-11-28", "12 345", "0000000000", "Anna 0701740605"])
def test_what_no_network_has_is_no_telephone_number(anna, text):
    factories.member(anna, door_code=text)
    with registry.register_temporarily(Member, Mobile):
        assert text not in identifiers_of(plan(anna)).values


def account(user_name, **fields):
    return get_user_model().objects.create_user(username=user_name, **fields)


def test_an_address_that_nobody_has_proved_is_searched_for_and_makes_nothing_theirs(
    activities, erased
):
    user = account("bertil1", email="Bertil@example.com")
    EmailAddress.objects.create(user=user, email="b@example.com", verified=False)
    EventSignup.objects.create(email="bertil@example.com", event="Fair")
    Unrelated.objects.create(colour="b@example.com")
    run = erased(subject_of_user(user))
    assert {(found["model"], found["state"]) for found in run.residue} == {
        ("testapp.eventsignup", "another's"),
        ("testapp.unrelated", "ours"),
    }
    assert EventSignup.objects.count() == 1


def test_an_address_that_somebody_else_has_proved_is_theirs(erik, activities):
    user = account("bertil1", email="Erik@example.com")
    assert "erik@example.com" not in identifiers_of(plan(subject_of_user(user))).searched


def test_a_short_user_name_is_found_where_user_names_stand_and_nowhere_else(activities, erased):
    user = account("kim")
    Unrelated.objects.create(colour="kim")
    factories.member(name="Kim", door_code="kim")
    factories.person("kim@example.com")
    assert erased(subject_of_user(user)).residue == []


def test_a_short_user_name_in_a_column_for_user_names_is_found(activities):
    user, _other = account("kim"), account("Kim")
    identifiers = identifiers_of(plan(subject_of_user(user)))
    assert (identifiers.values, identifiers.user_names) == ((), ("kim",))
    needle = needles(identifiers.searched, identifiers.user_names)
    rows = [row for _model, row in matches(needle)]
    assert rows == [(user.pk, {"username": {0}})]


def test_what_an_earlier_version_sealed_is_read(db):
    sealed = encrypt('["1", ["anna@example.com"], ["anna.ek"]]')
    assert Identifiers.unseal(sealed) == Identifiers("1", ("anna@example.com",), ("anna.ek",))
    identifiers = Identifiers("1", (), (), ("kim",))
    assert Identifiers.unseal(identifiers.seal()) == identifiers
