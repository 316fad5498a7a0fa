from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from home.numbers import format_organisation_number, parse_organisation_number

bodies = st.tuples(st.integers(10, 99), st.integers(2, 9), st.integers(0, 999999)).map(
    lambda parts: f"{parts[0]}{parts[1]}{parts[2]:06}"
)


@given(bodies)
def test_every_number_survives_being_written_out_and_read(body):
    number = body + luhn.calc_check_digit(body)
    assert parse_organisation_number(format_organisation_number(number)) == number
    assert parse_organisation_number(f"16{number}") == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("556660-6695", "check_digit"),
        ("640823-3234", "not_organisation"),
        ("55666", "format"),
        ("", "format"),
        ("٥٥٦٦٦٠٦٦٩٤", "format"),
    ],
)
def test_messages_name_what_is_wrong(text, code):
    with pytest.raises(ValidationError) as caught:
        parse_organisation_number(text)
    assert caught.value.code == code


def test_the_company_s_own_number():
    assert parse_organisation_number("556660-6694") == "5566606694"
