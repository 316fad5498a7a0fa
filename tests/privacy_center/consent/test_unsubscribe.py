from __future__ import annotations

import re

import pytest

from privacy_center.consent import BadToken, read_unsubscribe_token, unsubscribe_token
from privacy_center.ledger import encrypt


@pytest.mark.parametrize("email", ["anna@example.com", "åsa+nyhet@exämple.se"])
def test_a_token_leads_back_to_its_address_and_purpose(email: str) -> None:
    token = unsubscribe_token(f" {email} ", "newsletter")
    assert read_unsubscribe_token(token) == (email, "newsletter")


def test_a_token_shows_nothing_and_needs_no_quoting_in_a_link() -> None:
    token = unsubscribe_token("anna@example.com", "newsletter")
    assert re.fullmatch(r"[\w-]{100,300}", token, re.ASCII)
    assert "anna" not in token


@pytest.mark.parametrize(
    "token",
    ["", "x", "anna@example.com", pytest.param(encrypt('["a@b.se","x"]'), id="of another shape")],
)
def test_other_text_is_no_token(token: str) -> None:
    with pytest.raises(BadToken):
        read_unsubscribe_token(token)


def test_a_cut_or_altered_token_is_refused() -> None:
    token = unsubscribe_token("anna@example.com", "newsletter")
    for broken in (token[:-4], token[4:], token.swapcase()):
        with pytest.raises(BadToken):
            read_unsubscribe_token(broken)
