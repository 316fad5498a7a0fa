import datetime as dt

import pytest

from privacy_center.sources.models import RestrictedRecord
from privacy_center.sources.restricted import (
    UNDER_REVIEW,
    put_under_review,
    release,
    restrict,
    unrestricted,
)
from tests.testapp import factories
from tests.testapp.models import Member, Payment

pytestmark = pytest.mark.django_db

DAY = dt.date(2033, 12, 31)


@pytest.fixture
def members():
    return [factories.payment(factories.member()).member for _ in range(3)]


def test_a_part_is_as_locked_as_its_whole(members):
    kept, waiting, free = members
    restrict(Member, [kept.pk], ["a"], "minimise", DAY)
    restrict(Member, [waiting.pk], ["a"], UNDER_REVIEW, None)
    assert set(unrestricted(Member.objects.all())) == {waiting, free}
    assert {part.member for part in unrestricted(Payment.objects.all())} == {waiting, free}


def test_restricting_again_renews_what_stands_there_under_every_hash(members):
    first, second, _third = members
    restrict(Member, [first.pk, second.pk], ["a", "b"], UNDER_REVIEW, None)
    restrict(Member, [first.pk], ["a"], "minimise", DAY)
    rows = set(RestrictedRecord.objects.values_list("record_key", "pseudonym", "ground"))
    assert rows == {
        (str(first.pk), "a", "minimise"),
        (str(first.pk), "b", "minimise"),
        (str(second.pk), "a", "review"),
        (str(second.pk), "b", "review"),
    }
    assert set(
        RestrictedRecord.objects.filter(ground="minimise").values_list("kept_until", flat=True)
    ) == {DAY}


def test_what_is_gone_is_released_and_nothing_else(members):
    restrict(Member, [member.pk for member in members], ["a"], "keep", None)
    release(Member, [members[0].pk])
    assert RestrictedRecord.objects.count() == 2


def test_what_is_locked_stays_so_when_it_is_put_under_review(members):
    first, second, _third = members
    restrict(Member, [first.pk], ["a"], "minimise", DAY)
    put_under_review(Member, [first.pk, second.pk], ["a", "b"])
    rows = set(RestrictedRecord.objects.values_list("record_key", "pseudonym", "ground"))
    assert rows == {
        (str(first.pk), "a", "minimise"),
        (str(first.pk), "b", "review"),
        (str(second.pk), "a", "review"),
        (str(second.pk), "b", "review"),
    }
    assert RestrictedRecord.objects.get(ground="minimise").kept_until == DAY
    assert first not in unrestricted(Member.objects.all())
