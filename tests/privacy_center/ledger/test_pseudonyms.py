from __future__ import annotations

import re

import pytest
from django.test import override_settings

from privacy_center.ledger import (
    fold_email,
    pseudonym,
    pseudonym_of_user,
    pseudonyms_under_every_key,
)


@pytest.mark.parametrize(
    "spelling",
    ["åsa@example.com", "  Åsa@Example.COM\n", "ÅSA@EXAMPLE.COM", "a\u030asa@example.com"],
)
def test_spellings_of_one_address_have_one_pseudonym(spelling: str) -> None:
    assert pseudonym(spelling) == pseudonym("åsa@example.com")


@pytest.mark.parametrize(
    "other",
    ["ann@example.com", "anna@example.co", "anna+b@example.com", "an.na@example.com", ""],
)
def test_look_alikes_are_other_people(other: str) -> None:
    assert pseudonym(other) != pseudonym("anna@example.com")


def test_a_letter_is_never_folded_into_two() -> None:
    assert fold_email("Info@Straße.example") == "info@straße.example"
    assert pseudonym("info@straße.example") != pseudonym("info@strasse.example")


def test_a_pseudonym_is_128_bits_in_hexadecimal() -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", pseudonym("anna@example.com"))
    assert re.fullmatch(r"[0-9a-f]{32}", pseudonym_of_user(7))


def test_another_key_gives_other_pseudonyms() -> None:
    under_one = pseudonym("anna@example.com")
    with override_settings(PRIVACY_CENTER={"HASH_KEY": "another"}):
        assert pseudonym("anna@example.com") != under_one


def test_fallback_keys_still_lead_to_what_was_written() -> None:
    with override_settings(PRIVACY_CENTER={"HASH_KEY": "old"}):
        old = pseudonym("anna@example.com")
    with override_settings(PRIVACY_CENTER={"HASH_KEY": "new", "HASH_KEY_FALLBACKS": ["old"]}):
        assert pseudonyms_under_every_key("Anna@example.com") == (
            pseudonym("anna@example.com"),
            old,
        )


def test_an_account_is_never_mistaken_for_an_address() -> None:
    assert pseudonym_of_user(7) == pseudonym_of_user("7")
    assert pseudonym_of_user(7) != pseudonym("7")
    assert pseudonym_of_user("7") != pseudonym("user:7")
