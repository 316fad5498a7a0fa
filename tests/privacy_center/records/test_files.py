"""The records of processing, in each format."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook
from wagtail.models import Site

from privacy_center.activities.models import ControllerText
from privacy_center.records import FORMATS, Register, records_file
from privacy_center.records.gaps import gaps
from tests.privacy_center.policy.factories import (
    locales,
    make_activity,
    make_category,
    make_controller,
    make_recipient,
    make_support,
)

pytestmark = pytest.mark.django_db


def read(language: str = "en") -> Register:
    return Register.read(Site.objects.get(is_default_site=True), language)


@pytest.fixture
def full() -> None:
    controller = make_controller(
        data_protection_officer="Kim Ek, 08-123", representative="Rep AB", joint_controllers="Bolag"
    )
    for code, measures in (("sv", "Kryptering"), ("en", "Encryption")):
        ControllerText.objects.create(
            controller=controller, locale=locales()[code], security_measures=measures
        )
    make_support(
        categories=[make_category("contact")],
        recipients=[make_recipient("host", country="US", safeguard="clauses")],
    )
    make_activity("draft", live=False)


def test_it_carries_what_article_30_asks_for(full: None) -> None:
    known = json.loads(records_file(read(), "json").content)
    assert known["schema"] == "privacy-center/records/1"
    assert known["controller"]["name"] == "Auxentum"
    assert known["controller"]["data_protection_officer"] == "Kim Ek, 08-123"
    assert known["controller"]["security_measures"] == "Encryption"
    [support] = known["activities"]
    assert support["purpose"] == "purpose of customer-service in en"
    assert support["article"] == "Art. 6(1)(f)"
    assert support["categories"] == ["contact en"]
    assert support["retention"] == "2 years from the day the case was closed"
    [host] = support["recipients"]
    assert host["third_country"]
    assert host["safeguard"] == "Standard contractual clauses (Art. 46)"
    assert "home.supportcase" in {held["name"] for held in support["sources"]}


def test_it_speaks_the_language_asked_for(full: None) -> None:
    swedish = records_file(read("sv"), "html").content.decode()
    assert '<html lang="sv"' in swedish
    assert "Kundservice" in swedish
    assert "Kryptering" in swedish
    assert "Encryption" not in swedish


def test_the_page_loads_nothing_from_anywhere(full: None) -> None:
    page = records_file(read(), "html").content.decode()
    assert "<script" not in page
    assert "<link" not in page
    assert "url(" not in page


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_table_holds_no_formula(start: str) -> None:
    make_activity("sums", en={"title": f"{start}1+1"})
    text = records_file(read(), "csv").content.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))
    assert row["Activity"] == f"'{start}1+1"
    book = load_workbook(io.BytesIO(records_file(read(), "xlsx").content))
    cell = book["Activities"]["A2"]
    assert (cell.value, cell.data_type) == (f"{start}1+1", "s")


def test_a_table_begins_with_a_byte_order_mark_and_names_the_controller(full: None) -> None:
    content = records_file(read(), "csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["Controller"] == "Auxentum"
    assert "Standard contractual clauses" in row["Outside the EU and EEA"]


def test_the_workbook_takes_control_characters_and_long_texts() -> None:
    make_activity("long", en={"title": "Case", "purpose": "a\x0b" + "b" * 40000})
    book = load_workbook(io.BytesIO(records_file(read(), "xlsx").content))
    assert len(book["Activities"]["B2"].value) == 32767


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_site_has_empty_records(kind: str) -> None:
    assert records_file(read(), kind).content


def test_reading_costs_the_same_for_many(django_assert_num_queries: Any) -> None:
    category, recipient = make_category("contact"), make_recipient("host")
    make_activity("one", categories=[category], recipients=[recipient])
    with CaptureQueriesContext(connection) as few:
        records_file(read(), "html")
    for number in range(30):
        make_activity(f"a{number}", categories=[category], recipients=[recipient])
    with django_assert_num_queries(len(few)):
        records_file(read(), "html")


def test_what_is_missing_is_named(full: None) -> None:
    with translation.override("en"):
        [gap] = gaps(read())
    assert gap.slug == "customer-service"
    assert "whose data" in gap.missing
