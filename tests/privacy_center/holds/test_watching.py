"""A hold is seen in the midst of the work, however it came into force."""

import pytest

from privacy_center.days import site_today
from privacy_center.holds.models import LegalHold
from privacy_center.holds.watching import Watch

pytestmark = pytest.mark.django_db

ANNA, ERIK = "a" * 32, "e" * 32


def hold(**fields):
    return LegalHold.objects.create(reason="A dispute", review_on=site_today(), **fields)


def sees(watch):
    return watch.sees_hold([ANNA], ["testapp.member"])


def test_what_was_in_force_before_is_no_news_and_neither_is_what_concerns_others():
    hold(pseudonym=ANNA)
    watch = Watch.begin()
    hold(pseudonym=ERIK)
    hold(source="testapp.message", record_key="1")
    assert not sees(watch)


@pytest.mark.parametrize("fields", [{"pseudonym": ANNA}, {"source": "testapp.member"}])
def test_a_new_hold_is_seen_and_one_that_is_lifted_is_not(fields):
    watch = Watch.begin()
    new = hold(record_key="1", **fields)
    assert sees(watch)
    new.lift()
    assert not sees(watch)


def test_a_hold_that_is_committed_after_a_younger_one_is_seen():
    hold(pseudonym=ERIK, pk=20)
    watch = Watch.begin()
    hold(pseudonym=ANNA, pk=19)
    assert sees(watch)


def test_a_hold_that_is_changed_to_concern_the_person_is_seen():
    old = hold(pseudonym=ERIK)
    watch = Watch.begin()
    LegalHold.objects.filter(pk=old.pk).update(pseudonym=ANNA)
    assert sees(watch)


def test_where_the_records_are_other_peoples_too_a_hold_on_anybody_is_seen():
    watch = Watch.begin()
    hold(pseudonym=ERIK)
    assert watch.sees_hold([ANNA], [], anybody=True)
    assert not watch.sees_hold([ANNA], [])
