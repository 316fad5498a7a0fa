from __future__ import annotations

import re
import string

import pytest
from django.test import override_settings

from privacy_center.ledger import BrokenSeal, decrypt, encrypt

TEXTS = ["", "anna@example.com", "Åsa 🌲 \x00 مرحبا", "x" * 10_000]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_sealed_opens_again(text: str) -> None:
    assert decrypt(encrypt(text)) == text


@pytest.mark.parametrize("text", TEXTS)
def test_a_sealed_text_is_safe_in_an_address(text: str) -> None:
    assert re.fullmatch(r"[\w-]+", encrypt(text), re.ASCII)


def test_nothing_of_the_text_can_be_read() -> None:
    assert encrypt("anna@example.com") != encrypt("anna@example.com")
    assert "anna" not in encrypt("anna@example.com")


@pytest.mark.parametrize("place", [0, 12, 40, -1])
def test_a_changed_character_breaks_the_seal(place: int) -> None:
    token = encrypt("anna@example.com")
    changed = list(token)
    changed[place] = "A" if token[place] != "A" else "B"
    with pytest.raises(BrokenSeal):
        decrypt("".join(changed))


def test_a_sealed_text_has_one_spelling() -> None:
    # Base64 has bits to spare in its last character, and Python's reader skips foreign signs.
    token = encrypt("anna@example.com")
    alphabet = string.ascii_letters + string.digits + "-_"
    others = [token[:-1] + last for last in alphabet if last != token[-1]]
    for other in [*others, f"{token[:9]}!{token[9:]}", f"{token}\n", f"{token}="]:
        with pytest.raises(BrokenSeal):
            decrypt(other)


@pytest.mark.parametrize("token", ["", "x", "å", "=" * 30, "gAAAAA"])
def test_what_was_never_sealed_breaks_the_seal(token: str) -> None:
    with pytest.raises(BrokenSeal):
        decrypt(token)


def test_the_error_names_the_setting_and_not_the_token() -> None:
    token = encrypt("anna@example.com")[:-5]
    with pytest.raises(BrokenSeal, match="HASH_KEY") as caught:
        decrypt(token)
    assert token not in str(caught.value)


def test_what_is_sealed_for_one_purpose_opens_for_no_other() -> None:
    token = encrypt("anna@example.com", purpose="unsubscribe")
    assert decrypt(token, purpose="unsubscribe") == "anna@example.com"
    for purpose in ("", "erasure"):
        with pytest.raises(BrokenSeal):
            decrypt(token, purpose=purpose)


def test_an_old_key_opens_while_it_is_a_fallback() -> None:
    with override_settings(PRIVACY_CENTER={"HASH_KEY": "old"}):
        token = encrypt("anna@example.com")
    with override_settings(PRIVACY_CENTER={"HASH_KEY": "new", "HASH_KEY_FALLBACKS": ["old"]}):
        assert decrypt(token) == "anna@example.com"
    with override_settings(PRIVACY_CENTER={"HASH_KEY": "new"}), pytest.raises(BrokenSeal):
        decrypt(token)
