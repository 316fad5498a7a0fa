import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from privacy_center.activities.models import Controller
from privacy_center.consent import give
from tests.testapp.factories import activity, member, message, payment, person

from .opened import package_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    Controller.objects.create(
        site=Site.objects.get(is_default_site=True),
        name="The Association",
        contact_email="rights@example.org",
        authority_name="The Authority",
        authority_url="https://authority.example",
    )
    activity("members", "Membership", purpose="To run it", origin="From you")
    activity("newsletter", "Newsletter", legal_basis="consent")
    anna = person("anna@example.com")
    payment(member(anna, phone="+46 70 111"), reference="<script>alert(1)</script>")
    give(
        anna,
        "newsletter",
        wording="Send me the letter",
        place="/en/",
        method="form",
        language="en",
        actor=None,
    )
    return anna


def test_it_says_what_article_15_asks_for(anna):
    page = BeautifulSoup(package_of(anna).report, "html.parser").get_text(" ")

    for words in (
        "The Association",
        "anna@example.com",
        "Membership",
        "To run it",
        "Contract",
        "Art. 6(1)(b)",
        "From you",
        "+46 70 111",
        "Send me the letter",
        "Until you withdraw your consent",
        "rights@example.org",
        "The Authority",
        "Art. 17",
    ):
        assert words in page


def test_it_loads_nothing_and_runs_nothing(anna):
    html = package_of(anna).report
    page = BeautifulSoup(html, "html.parser")

    assert not page.find_all(["script", "link", "img", "iframe", "object", "embed", "base", "form"])
    assert not page.find_all(src=True)
    assert not re.search(r"url\(|@import|\bon\w+=", page.style.string)
    assert "<script" not in html
    assert not page.find_all(style=True)


def test_it_is_a_page_that_everybody_can_read(anna):
    page = BeautifulSoup(package_of(anna).report, "html.parser")

    assert page.html["lang"] == "en"
    assert page.title.string.strip()
    assert len(page.find_all("h1")) == 1
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h[1-6]$"))]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in page.find_all("table"):
        assert table.caption.get_text(strip=True)
    assert all(header.get("scope") for header in page.find_all("th"))
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for link in page.find_all("a", href=re.compile("^#")):
        assert link["href"][1:] in ids


def test_it_speaks_the_persons_language(anna):
    assert BeautifulSoup(package_of(anna, language="sv").report, "html.parser").html["lang"] == "sv"


def test_a_value_cannot_stand_for_a_place_of_the_report(anna):
    member(anna, name="<!--x--></table>")
    assert "<!--x-->" not in package_of(anna).report


def test_another_persons_record_is_not_called_by_its_label(anna):
    erik = person("erik@example.com")
    message(erik, copy_email="anna@example.com", recipient_name="canary")
    assert "canary" not in package_of(anna).report


def test_records_without_a_published_activity_are_shown_all_the_same(anna):
    message(anna, body="found me")
    assert "found me" in package_of(anna).report
