from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from home.models import Order
from home.numbers.hashes import number_hash
from tests.home.factories import order

pytestmark = pytest.mark.django_db
CARD = "4111 1111 1111 1111"


def stored(column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM home_order")
        return cursor.fetchone()[0]


def test_a_personal_number_is_encrypted_at_rest_and_found_by_its_hash():
    made = order(personal_number="640823-3234")
    made.full_clean()
    made.save()
    assert "3234" not in stored("personal_number")
    made.refresh_from_db()
    assert made.personal_number == "196408233234"
    assert Order.objects.get(number_hash=number_hash("196408233234")) == made


def test_the_hash_follows_the_number_also_in_bulk():
    Order.objects.bulk_create([order(organisation_number="556660-6694")])
    made = Order.objects.get()
    assert made.organisation_number == "5566606694"
    assert made.number_hash == number_hash("5566606694")
    made.organisation_number = None
    made.save()
    assert made.number_hash == ""


@pytest.mark.parametrize("number", ["640823-3235", "19641323-3234", "hello"])
def test_a_wrong_personal_number_is_refused_by_cleaning_and_by_saving(number):
    wrong = order(personal_number=number)
    with pytest.raises(ValidationError) as caught:
        wrong.full_clean()
    assert set(caught.value.message_dict) == {"personal_number"}
    with pytest.raises(ValidationError):
        wrong.save()
    assert not Order.objects.exists()


@pytest.mark.parametrize("field", ["card_token", "card_brand", "card_last4", "name", "street"])
def test_no_way_of_writing_stores_a_card_number(field):
    with pytest.raises(ValidationError):
        order(**{field: CARD}).full_clean()
    with pytest.raises(ValidationError):
        order(**{field: CARD}).save()
    with pytest.raises(ValidationError), transaction.atomic():
        Order.objects.bulk_create([order(**{field: CARD})])
    order().save()
    with pytest.raises(ValidationError), transaction.atomic():
        Order.objects.update(**{field: CARD})
    assert getattr(Order.objects.get(), field) != CARD


def test_last_four_are_four():
    with pytest.raises(ValidationError):
        order(card_last4="42").full_clean()
    order(card_last4="4242").full_clean()


@pytest.mark.parametrize(
    "fields",
    [
        {"total": -1},
        {"delivered_on": dt.date(2020, 2, 1)},
        {"personal_number": "640823-3234", "organisation_number": "556660-6694"},
    ],
)
def test_what_cannot_be_is_refused_by_the_database_too(fields):
    with pytest.raises(ValidationError):
        order(**fields).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        order(**fields).save()


def test_open_orders_are_those_to_perform():
    day = dt.date(2020, 3, 2)
    order(paid_on=day, delivered_on=day).save()
    order(status=Order.Status.CANCELLED).save()
    unpaid, undelivered = order(delivered_on=day), order(paid_on=day)
    unpaid.save()
    undelivered.save()
    assert set(Order.objects.open()) == {unpaid, undelivered}
