"""A change of the financial year never shortens an earlier year."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from privacy_center.activities.models import FinancialYear

pytestmark = pytest.mark.django_db

STARTED = dt.date(2020, 7, 1)


@pytest.fixture
def june() -> FinancialYear:
    return FinancialYear.objects.create(starts_on=STARTED, end_month=6)


def test_the_first_row_may_be_backdated() -> None:
    FinancialYear(starts_on=STARTED, end_month=6).full_clean()


def test_june_that_has_held_is_not_edited_to_december(june: FinancialYear) -> None:
    june.end_month = 12
    with pytest.raises(ValidationError) as caught:
        june.full_clean()
    (message,) = caught.value.messages
    assert "2020" in message
    assert "2021" in message
    assert "shorter" in message


def test_a_row_that_has_held_is_not_moved(june: FinancialYear) -> None:
    june.starts_on = dt.date(2022, 7, 1)
    with pytest.raises(ValidationError):
        june.full_clean()


def test_a_new_row_may_not_reach_back_where_it_shortens(june: FinancialYear) -> None:
    with pytest.raises(ValidationError):
        FinancialYear(starts_on=dt.date(2023, 7, 1), end_month=12).full_clean()


def test_a_new_row_from_a_day_to_come_is_saved(june: FinancialYear) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    FinancialYear(starts_on=tomorrow, end_month=12).full_clean()


def test_only_a_row_that_nothing_rests_on_may_go(june: FinancialYear) -> None:
    coming = FinancialYear.objects.create(
        starts_on=timezone.localdate() + dt.timedelta(days=1), end_month=12
    )
    coming.refuse_deletion_that_shortens()
    with pytest.raises(ValidationError):
        june.refuse_deletion_that_shortens()


@pytest.mark.parametrize("wrong", [{"starts_on": None}, {"end_month": 13}, {"end_month": None}])
def test_a_row_that_is_wrong_by_itself_is_told_that_alone(
    june: FinancialYear, wrong: dict[str, object]
) -> None:
    row = FinancialYear(**{"starts_on": STARTED + dt.timedelta(days=1), "end_month": 12, **wrong})
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert set(caught.value.message_dict) <= {*wrong, "__all__"}
    assert "shorter" not in str(caught.value)
