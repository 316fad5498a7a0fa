from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from home.numbers import format_phone, parse_phone
from home.records.orders import Order


@pytest.mark.parametrize("text", ["070-174 06 05", "+46701740605", "0046 70 174 06 05"])
def test_one_number_has_one_form(text):
    assert parse_phone(text) == "+46701740605"


@pytest.mark.parametrize("text", ["", "12", "hello", "4111111111111111", "+99 123"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValidationError):
        parse_phone(text)


def test_a_stored_number_is_readable():
    assert format_phone("+46701740605") == "+46 70 174 06 05"
    assert format_phone("nothing") == "nothing"


def test_a_form_shows_the_number_as_people_read_it_and_stores_the_one_form() -> None:
    column = Order._meta.get_field("phone")
    field = column.formfield()
    assert field.prepare_value("+46701740605") == "+46 70 174 06 05"
    assert column.clean(field.clean("+46 70 174 06 05"), None) == "+46701740605"
    assert field.prepare_value("") == ""
