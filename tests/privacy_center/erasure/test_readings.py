import json

import pytest

from privacy_center.erasure.readings import names_of_file, readings, texts_of


def test_a_value_is_walked_leaf_by_leaf_keys_and_numbers_included():
    value = {"a\nb": ["c", {"d": 1, "e": None, "f": True}], "g": b"h"}
    assert list(texts_of(value)) == ["a\nb", "c", "d", "1", "e", "f", "g", "h"]


def test_json_in_a_text_is_walked_too_however_it_is_nested():
    inner = json.dumps({"m": "Hello\nanna@example.com"})
    assert list(texts_of({"payload": inner})) == ["payload", "m", "Hello\nanna@example.com"]


def test_what_only_begins_like_json_is_a_text():
    assert list(texts_of("[not json")) == ["[not json"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Hello\nanna", "Hello\nanna"),
        (r"Hello\r\nanna", "Hello\r\nanna"),
        (r"a\tb\bc\fd", "a\tb\bc\fd"),
        (r"\u00e5sa", "åsa"),
        (r"\ud83d\ude00", "😀"),
        (r"C:\\nanna", r"C:\nanna"),
        ("anna%40example.com", "anna@example.com"),
        ("%C3%A5sa", "åsa"),
        ("o&#x27;brien", "o'brien"),
        ("o&#39;brien", "o'brien"),
    ],
)
def test_an_escape_is_undone(written, read):
    assert read in list(readings(written))


@pytest.mark.parametrize("text", ["50%abba", "100 %", "anna & erik", "no escapes"])
def test_signs_that_mean_themselves_stay(text):
    assert list(readings(text)) == [text]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("cv/anna@example.com.pdf", "anna@example.com"),
        ("portraits/anna.ek.jpg", "anna.ek"),
        ("portraits/anna.ek_x8Kd2aB.jpg", "anna.ek"),
    ],
)
def test_a_file_is_called_after_what_stands_before_its_extension(path, name):
    assert name in list(names_of_file(path))


@pytest.mark.parametrize("path", ["anna_stigson.jpg", "anna_Stigson.jpg", "anna.jpg/x.pdf"])
def test_a_word_behind_a_name_is_not_there_by_chance(path):
    assert "anna" not in list(names_of_file(path))
