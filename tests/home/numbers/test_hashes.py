from __future__ import annotations

from home.numbers.hashes import number_hash


def test_the_hash_finds_a_number_and_depends_on_the_key(settings):
    first = number_hash("196408233234")
    assert first == number_hash("196408233234") != number_hash("196408233235")
    assert "1964" not in first
    settings.PRIVACY_CENTER = {**getattr(settings, "PRIVACY_CENTER", {}), "HASH_KEY": "another"}
    assert number_hash("196408233234") != first


def test_no_number_has_no_hash():
    assert number_hash("") == ""
