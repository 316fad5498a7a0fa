from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from home.numbers import holds_card_number, refuse_card_number

bodies = st.text("0123456789", min_size=12, max_size=18).filter(lambda body: body.strip("0"))


def whole(body: str) -> str:
    return body + luhn.calc_check_digit(body)


@given(bodies, st.sampled_from(["", " ", "-", "\u00a0", "."]), st.text(" abcåäö,!\n", max_size=20))
def test_a_card_number_is_found_however_it_is_grouped(body, separator, around):
    card = whole(body)
    grouped = separator.join(card[at : at + 4] for at in range(0, len(card), 4))
    assert holds_card_number(f"x{around}x {grouped} x{around}x")
    assert holds_card_number({"answers": [{"message": grouped}]})


@given(bodies, st.integers(1, 9))
def test_digits_that_fail_the_check_are_only_digits(body, off):
    card = whole(body)
    assert not holds_card_number(card[:-1] + str((int(card[-1]) + off) % 10))


@pytest.mark.parametrize(
    "text", ["070-174 06 05", "19640823-3234", "556660-6694", "4242", "", None, 0, "1" * 40]
)
def test_what_people_write_otherwise_passes(text):
    refuse_card_number(text)


def test_other_scripts_and_wide_digits_are_digits():
    assert holds_card_number("４１１１ １１１１ １１１１ １１１１")
    assert holds_card_number("٤١١١١١١١١١١١١١١١")


def test_the_message_tells_what_to_do():
    with pytest.raises(ValidationError) as caught:
        refuse_card_number("4111 1111 1111 1111")
    assert caught.value.code == "card_number"
    assert "4111" not in str(caught.value.message)
