import datetime as dt

import pytest

from home.models import CourseTrial
from privacy_center.holds.models import LegalHold
from privacy_center.rectification import Way, copies_of
from privacy_center.rectification.copies import MOST
from privacy_center.sources import registry
from tests.testapp.factories import masked, member, person
from tests.testapp.models import Household, Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return person("anna@example.com")


def copies(subject, record, field="name"):
    return copies_of(subject, registry.get(Member), record, field)


def places(found):
    return {(copy.source.name, copy.pk, copy.field, copy.way) for copy in found}


def test_the_same_value_of_the_same_category_in_ones_own_records(anna):
    mine, second, other = member(anna), member(anna), member(anna, name="Anna E")
    home = Household.objects.create(first=anna.user, first_name="Anna Ek", second_name="Anna Ek")
    trial = CourseTrial.objects.create(
        user=anna.user,
        email="anna@example.com",
        name="Anna Ek",
        course="Coaching",
        started_on=dt.date(2026, 1, 1),
    )
    member(anna, name="x", phone="Anna Ek")
    assert other.name != mine.name
    assert places(copies(anna, mine)) == {
        ("testapp.member", second.pk, "name", Way.REVIEW),
        ("testapp.household", home.pk, "first_name", Way.NOW),
        ("testapp.household", home.pk, "second_name", Way.NOW),
        ("home.coursetrial", trial.pk, "name", Way.NOW),
    }


def test_nobody_elses_records_are_offered(anna):
    member(person("erik@example.com"))
    assert copies(anna, member(anna)) == []


@pytest.mark.parametrize("value", ["", "AE", "  "])
def test_a_value_that_says_little_has_no_copies(anna, value):
    member(anna, name=value)
    assert copies(anna, member(anna, name=value)) == []


def test_what_is_held_or_masked_is_left_out(anna):
    mine, second = member(anna), member(anna)
    with masked("name"):
        assert copies(anna, mine) == []
    LegalHold.objects.create(
        source="testapp.member",
        record_key=str(second.pk),
        reason="A claim",
        review_on=dt.date(2099, 1, 1),
    )
    assert copies(anna, mine) == []


def test_so_many_are_offered_at_once_and_no_more(anna):
    mine = member(anna)
    Member.objects.bulk_create(Member(user=anna.user, name="Anna Ek") for _ in range(MOST + 3))
    assert len(copies(anna, mine)) == MOST
