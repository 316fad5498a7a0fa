"""Which rows are still about somebody, by what the declaration lets the database tell."""

import pytest

from privacy_center.sources import Anonymise, PersonalData
from privacy_center.sources.identifiable import identifiable
from tests.testapp import factories
from tests.testapp.models import Interest, Member, Payment
from tests.testapp.privacy import MemberData

pytestmark = pytest.mark.django_db


def left(source, model=Member):
    return set(model.objects.filter(identifiable(source(model))))


def test_a_row_that_is_blank_is_nobodys():
    factories.member(name="")
    filled = factories.member(name="Anna Ek")
    assert left(MemberData) == {filled}


def test_a_callable_makes_every_row_come_up_and_a_value_does_not():
    blank, filled = factories.member(name="Nobody"), factories.member(name="Anna Ek")

    class Called(MemberData):
        on_erasure = Anonymise(name=lambda: "Nobody")

    class Given(MemberData):
        on_erasure = Anonymise(name="Nobody")

    assert left(Called) == {blank, filled}
    assert left(Given) == {filled}


def test_numbers_days_and_keys_are_told_by_their_neutral_values():
    class Sums(PersonalData):
        activity = "members"
        subject = ("member__email",)
        fields = {"amount": "payment"}

    member = factories.member()
    factories.payment(member, amount=0)
    filled = factories.payment(member, amount=5)
    assert left(Sums, Payment) == {filled}


def test_relations_to_many_are_told_by_their_rows():
    class Interested(MemberData):
        fields = MemberData.fields | {"interests": "user-content"}

    factories.member(name="")
    filled = factories.member(name="")
    filled.interests.add(*(Interest.objects.create(name=name) for name in ("Chess", "Go")))
    assert list(Member.objects.filter(identifiable(Interested(Member)))) == [filled]
