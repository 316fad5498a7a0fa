import json

import pytest

from privacy_center.erasure.searching import needles


@pytest.mark.parametrize(
    "text", ["Åsa@Exämple.com", json.dumps({"mail": "Åsa@Exämple.com"}), "to ÅSA@EXÄMPLE.COM."]
)
def test_letters_are_found_in_any_case_also_where_json_escapes_them(text):
    needle = needles(["åsa@exämple.com"])
    assert needle.found_in(text)
    # What the database is asked for stands in every way of writing it.
    assert all(form in text.lower() for form in needle.forms)


def test_a_longer_name_is_another_name():
    needle = needles(["asa@example.com"])
    assert not needle.found_in("nasa@example.com")
    assert not needle.found_in("asa@example.com.au")


def test_a_part_in_ascii_is_not_the_whole():
    assert not needles(["åsa@exämple.com"]).found_in("mple.com")


def test_nothing_is_searched_for_without_identifiers():
    assert needles([]) is None
