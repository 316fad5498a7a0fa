from __future__ import annotations

import datetime as dt

import pytest

from home.demo.synthetic import ORDERS, address, load_customers
from home.models import Order, OrderLine

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


def snapshot() -> list[tuple]:
    return list(
        Order.objects.order_by("number").values_list("number", "name", "booked_on", "total")
    )


def test_customers_are_the_same_each_time_and_made_once():
    assert load_customers(3, TODAY) == 3
    first = snapshot()
    assert len(first) == OrderLine.objects.count() == 3 * ORDERS
    assert load_customers(5, TODAY) == 2
    assert snapshot()[: 3 * ORDERS] == first
    Order.objects.all().delete()
    from django.contrib.auth.models import User

    User.objects.filter(email=address(1)).delete()
    assert load_customers(1, TODAY) == 1
    assert snapshot() == first[:ORDERS]


def test_queries_grow_with_batches_and_not_with_customers(django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        load_customers(50, TODAY)


def test_no_two_customers_share_a_telephone_number():
    load_customers(100, TODAY)
    owners = {
        phone: set(Order.objects.filter(phone=phone).values_list("customer_id", flat=True))
        for phone in Order.objects.exclude(phone="").values_list("phone", flat=True).distinct()
    }
    assert len(owners) == 93
    assert all(len(customers) == 1 for customers in owners.values())
    demo = {"+46701740605", "+46701740606"}
    assert not demo & set(owners)
