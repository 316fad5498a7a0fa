from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy_center.portal.record_keys import read_key, write_key


@given(st.one_of(st.integers(-(10**17), 10**17), st.uuids(), st.text(min_size=1)))
def test_what_is_written_is_read(pk: object) -> None:
    assert read_key(write_key(pk)) == str(pk)


def test_a_key_that_may_be_a_name_is_sealed() -> None:
    assert "anna" not in write_key("anna@example.com")
    assert write_key(7) == "7"
    assert write_key(key := uuid.uuid4()) == str(key)


@pytest.mark.parametrize("key", ["", "x", "~", "~x", "1.5", "٧", "9" * 40, "anna@example.com"])
def test_nothing_else_is_a_key(key: str) -> None:
    assert read_key(key) is None
