from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from home.numbers import format_personal_number, mask_personal_number, parse_personal_number

TODAY = dt.date(2026, 11, 22)
births = st.dates(dt.date(1900, 1, 1), TODAY)
serials = st.integers(0, 999)


def number_of(born: dt.date, serial: int, coordination: bool = False) -> str:
    day = born.day + (60 if coordination else 0)
    tail = f"{born:%y%m}{day:02}{serial:03}"
    return f"{born.year // 100}{tail}{luhn.calc_check_digit(tail)}"


@given(births, serials, st.booleans())
def test_every_number_survives_being_written_out_and_read(born, serial, coordination):
    number = number_of(born, serial, coordination)
    written = format_personal_number(number, today=TODAY)
    assert parse_personal_number(written, today=TODAY) == number
    assert parse_personal_number(number, today=TODAY) == number
    # Ten digits say the same, since the separator tells the century.
    assert parse_personal_number(written[2:], today=TODAY) == number


@given(births, serials, st.integers(1, 9))
def test_a_wrong_check_digit_is_refused(born, serial, off):
    number = number_of(born, serial)
    wrong = number[:-1] + str((int(number[-1]) + off) % 10)
    with pytest.raises(ValidationError) as caught:
        parse_personal_number(wrong, today=TODAY)
    assert caught.value.code == "check_digit"


@given(st.text(max_size=30))
def test_anything_else_is_refused_and_never_crashes(text):
    try:
        number = parse_personal_number(text, today=TODAY)
    except ValidationError:
        return
    assert len(number) == 12
    assert number.isascii()
    assert number.isdigit()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "format"),
        ("6408233234123", "format"),
        ("640823 +-3234", "format"),
        ("19641323-3234", "date"),
        ("20300101-0000", "date"),
        ("19640823+3234", "date"),
    ],
)
def test_messages_name_what_is_wrong(text, code):
    with pytest.raises(ValidationError) as caught:
        parse_personal_number(text, today=TODAY)
    assert caught.value.code == code
    assert str(caught.value.message)


@pytest.mark.parametrize(("year", "separator"), [(2025, "-"), (2026, "+"), (2027, "+")])
def test_plus_comes_in_the_year_of_the_hundredth_birthday(year, separator):
    number = number_of(dt.date(1926, 12, 31), 12)
    assert format_personal_number(number, today=dt.date(year, 1, 1))[8] == separator


def test_a_masked_number_keeps_the_birthday_only():
    assert mask_personal_number("196408233234", today=TODAY) == "19640823-••••"
