import json

import pytest

from privacy_center.erasure.searching import needles, needles_of_people


@pytest.mark.parametrize(
    "text", ["Åsa@Exämple.com", json.dumps({"mail": "Åsa@Exämple.com"}), "to ÅSA@EXÄMPLE.COM."]
)
def test_letters_are_found_in_any_case_also_where_json_escapes_them(text):
    needle = needles(["åsa@exämple.com"])
    assert needle.found_in(text)
    # The database is asked for something that stands in every way of writing it.
    assert any(form in text.lower() for form in needle.forms)


def test_a_longer_name_is_another_name():
    needle = needles(["asa@example.com"])
    assert not needle.found_in("nasa@example.com")
    assert not needle.found_in("asa@example.com.au")


def test_a_part_in_ascii_is_not_the_whole():
    assert not needles(["åsa@exämple.com"]).found_in("mple.com")


def test_nothing_is_searched_for_without_identifiers():
    assert needles([]) is None


@pytest.mark.parametrize(
    "text",
    [
        "19800101-1234",
        "198001011234",
        "800101-1234",
        "8001011234",
        "800101 1234",
        "800101+1234",
        '{"pnr": "800101-1234"}',
        "1980-01-01-1234",
        "19800101 1234",
        "1980/01/01 1234",
        "800101\u22121234",
    ],
)
def test_a_personal_number_is_found_as_it_is_written(text):
    assert needles(["198001011234"]).found_in(text)
    assert not needles(["198001011235"]).found_in(text)


@pytest.mark.parametrize("text", ["1198001011234", "19800101-12345", "188001011234"])
def test_a_longer_number_is_another_number(text):
    assert not needles(["198001011234"]).found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "+46701740605",
        "070-174 06 05",
        "0701740605",
        "0046 70 174 06 05",
        "+46 (0)70-174 06 05",
        "46701740605",
        "https://wa.me/46701740605",
        "%2B46701740605",
    ],
)
@pytest.mark.parametrize("known", ["+46701740605", "070-174 06 05", "46701740605"])
def test_a_telephone_number_is_found_as_it_is_written(known, text):
    assert needles([known]).found_in(text)
    assert not needles([known]).found_in(text.replace("5", "6"))


def test_many_people_are_told_apart_in_one_text():
    needle = needles_of_people([["anna@example.com"], ["erik@example.com", "+46701740605"]])
    assert needle.people_in("Anna@example.com rang 070-1740605") == {0, 1}
    assert needle.people_in("nanna@example.com") == set()


def test_what_is_taken_out_leaves_the_rest():
    needle = needles(["åsa@exämple.com", "198001011234"])
    text = "Åsa@Exämple.com. (800101-1234), nåsa@exämple.com"
    assert needle.redacted(text) == "[…]. ([…]), nåsa@exämple.com"


def test_a_user_name_inside_an_address_is_no_trace():
    assert not needles(["anna.ek"]).found_in("anna.ek@other.example")
    assert needles(["anna.ek"]).found_in("by anna.ek.")


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ("anna@example.com", "/confirm?email=anna%40example.com&x=1"),
        ("anna@example.com", "_anna@example.com_"),
        ("anna@example.com", "-anna@example.com"),
        ("anna@example.com", "...anna@example.com..."),
        ("anna@example.com", r"Hello\nanna@example.com"),
        ("anna+x@example.com", "anna%2Bx%40example.com"),
        ("o'brien@example.com", "o&#x27;brien@example.com"),
        ("o'brien@example.com", "**_o'brien@example.com_**"),
        ("o'brien@example.com", "o%27brien%40example.com"),
        ("åsa@exämple.com", "åsa@xn--exmple-cua.com"),
        ("åsa@xn--exmple-cua.com", "Åsa@Exämple.com"),
        ("åsa@example.com", "a\u030asa@example.com"),
        ("a\u030asa@example.com", "ÅSA@example.com"),
        ("åsa@example.com", "%c3%a5sa%40example.com"),
        ("straße@example.com", "Straße@example.com"),
    ],
)
def test_an_address_is_found_as_it_is_written(known, text):
    needle = needles([known])
    assert needle.found_in(text)
    assert needle.may_stand_in(text)
    assert any(form in text.lower() for form in needle.forms)


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ("anna@example.com", "joanna@example.com"),
        ("anna@example.com", "jo-anna@example.com"),
        ("anna@example.com", "jo.anna@example.com"),
        ("anna@example.com", "anna@example.com.au"),
        ("anna@example.com", "joanna%40example.com"),
        ("brien@example.com", "o&#x27;brien@example.com.au"),
        ("o'brien@example.com", "no'brien@example.com"),
        ("straße@example.com", "strasse@example.com"),
        ("strasse@example.com", "straße@example.com"),
        ("asa@example.com", "a\u030asa@example.com"),
        ("åsa@straße.example", "åsa@strasse.example"),
    ],
)
def test_another_persons_address_is_never_hers(known, text):
    assert not needles([known]).found_in(text)


def test_a_person_whose_name_begins_with_a_sign_is_told_from_one_without():
    needle = needles_of_people([["_anna@example.com"], ["anna@example.com"]])
    assert needle.people_in("by _anna@example.com") == {0}
    assert needle.people_in("by -anna@example.com") == {1}
    assert needles(["anna@example.com"]).people_in("_anna@example.com", as_one=True) == set()


def test_what_is_escaped_is_taken_out():
    needle = needles(["åsa@exämple.com"])
    assert needle.redacted("a\u030asa@exämple.com, _åsa@exämple.com_") == "[…], _[…]_"
    assert needles(["anna@example.com"]).redacted("q=anna%40example.com;") == "q=[…];"
