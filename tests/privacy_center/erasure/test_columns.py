"""Where texts stand: what the proof finds in each kind of column, on its way through a database."""

import json
import unicodedata

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.db import models
from django.test.utils import isolate_apps

from privacy_center.erasure.columns import matches, text_columns
from privacy_center.erasure.searching import needles
from tests.testapp import factories
from tests.testapp.models import Member, Specimen, Unrelated

pytestmark = pytest.mark.django_db

ANNA = "anna@example.com"


def found(*identifiers, model=None):
    """The columns in which the proof finds the identifiers, by model."""
    rows = matches(needles(identifiers), None if model is None else [model])
    return {(of._meta.model_name, column) for of, (_key, named) in rows for column in named}


@pytest.mark.parametrize("between", ["\n", "\r\n", "\t", "\b", "\f", "\u2028", '"', "\\", "/"])
def test_an_address_behind_an_escape_is_found_in_json_and_in_a_text_of_json(between):
    said = {"m": f"Hello{between}{ANNA} rang"}
    Specimen.objects.create(email="o@example.org", tree=said, long=json.dumps(said))
    Specimen.objects.create(email="o@example.org", short=f"payload={json.dumps(said)}")
    columns = {("specimen", name) for name in ("tree", "long", "short")}
    assert found(ANNA, model=Specimen) == columns


def test_the_name_that_an_escape_seems_to_make_is_nobodys():
    said = {"m": f"Hello\n{ANNA}"}
    Specimen.objects.create(email="o@example.org", tree=said, long=json.dumps(said))
    assert found("nanna@example.com") == set()


def test_keys_and_numbers_in_json_are_found():
    Specimen.objects.create(email="o@example.org", tree={ANNA: 46701740605})
    assert found(ANNA) == found("070-174 06 05") == {("specimen", "tree")}


def test_a_number_with_a_hard_space_in_json_is_found():
    Specimen.objects.create(email="o@example.org", tree=["070-174\u00a006\u00a005"])
    assert found("+46701740605") == {("specimen", "tree")}


def test_a_session_is_walked():
    store = SessionStore()
    store["draft"] = {"m": ["Hi\r\nanna@example.com"]}
    store.create()
    assert found(ANNA) == {("session", "session_data")}


def test_both_ways_to_write_a_composed_letter_are_found():
    written = unicodedata.normalize("NFD", "Åsa@example.com")
    Unrelated.objects.create(colour=written)
    Specimen.objects.create(email="o@example.org", tree=[written])
    assert found("åsa@example.com") == {("unrelated", "colour"), ("specimen", "tree")}
    assert found("asa@example.com") == set()


def test_sharp_s_is_a_letter_of_its_own():
    Unrelated.objects.create(colour="straße@example.com")
    assert found("straße@example.com") == {("unrelated", "colour")}
    assert found("strasse@example.com") == set()


@pytest.mark.parametrize("text", ["?m=anna%40example.com", "_anna@example.com_"])
def test_what_the_database_is_asked_for_holds_every_spelling(text):
    Specimen.objects.create(email="o@example.org", long=text, tree={"x": text})
    assert found(ANNA) == {("specimen", "long"), ("specimen", "tree")}


def test_html_and_hosts_in_ascii_too():
    Specimen.objects.create(email="o@example.org", long="o&#x27;brien@example.com")
    Specimen.objects.create(email="o@example.org", short="åsa@xn--exmple-cua.com")
    assert found("o'brien@example.com") == {("specimen", "long")}
    assert found("åsa@exämple.com") == {("specimen", "short")}


@pytest.mark.parametrize("name", ["anna.ek.jpg", "anna.ek_x8Kd2aB.jpg"])
def test_a_file_called_after_somebody_is_found(name):
    factories.member(portrait=f"portraits/{name}")
    assert found("anna.ek", model=Member) == {("member", "portrait")}
    assert found("joanna.ek", "anna.e", "anna.e.jpg", model=Member) == set()


def test_an_address_column_holds_the_address_as_it_is():
    """Signs are a part of an address there: in a text they are emphasis."""
    factories.person("_anna@example.com")
    factories.member(email="-anna@example.com")
    assert found(ANNA) == set()
    assert ("user", "email") in found("_anna@example.com", model=get_user_model())


class Sealed(models.TextField):
    """An encrypted text: bytes to the database."""

    def get_internal_type(self):
        return "BinaryField"

    def from_db_value(self, value, expression, connection):
        return None if value is None else bytes(value).decode()


@isolate_apps("tests.testapp")
def test_a_column_that_code_reads_is_searched_whatever_the_database_calls_it():
    class Letter(models.Model):
        body = Sealed(null=True)
        raw = models.BinaryField()

        class Meta:
            app_label = "testapp"
            managed = False

    assert [column.name for column in text_columns(Letter)] == ["body"]
