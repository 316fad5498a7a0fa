"""The pages of a policy's history, as a visitor gets them."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from freezegun import freeze_time
from wagtail.log_actions import log

from privacy_center.policy.versions import publish_version

from .factories import (
    make_activity,
    make_category,
    make_controller,
    make_pages,
    make_recipient,
    make_support,
)

pytestmark = pytest.mark.django_db


def words(response: Any) -> str:
    assert response.status_code == 200
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text))


def a_year_apart() -> dict[str, Any]:
    """Two versions in each language: support is kept longer, a paragraph is reworded."""
    support = make_support()
    prose = {"heading": "Security", "body": "<p>All traffic is encrypted by TLS today.</p>"}
    with freeze_time("2025-03-01 12:00"):
        make_controller(authority_name="Datainspektionen")
        pages = make_pages(body=[("section", prose), ("retention", {}), ("authority", {})])
    with freeze_time("2026-03-01 12:00"):
        make_controller(authority_name="IMY")
        support.period_value = 3
        support.save()
        for page in pages.values():
            new = prose | {"body": "<p>All traffic is encrypted by TLS 1.3 today.</p><p>New.</p>"}
            page.body = [("section", new), ("retention", {}), ("authority", {})]
            page.save_revision().publish()
    return pages


def test_the_page_tells_its_version_and_leads_to_the_history(client: Client) -> None:
    page = make_pages()["en"]
    text = client.get(page.url).content.decode()
    assert "Version 1" in text
    assert f'href="{page.url}versions/"' in text
    assert 'itemprop="datePublished"' in text
    assert 'itemprop="version" content="1"' in text


def test_lists_every_version_with_its_date(client: Client) -> None:
    page = a_year_apart()["en"]
    text = words(client.get(f"{page.url}versions/"))
    assert text.index("Version 2 newest 1 March 2026") < text.index("Version 1 1 March 2025")


def test_an_older_version_is_shown_as_it_was(client: Client) -> None:
    page = a_year_apart()["en"]
    old = words(client.get(f"{page.url}versions/1/"))
    assert "Customer service 2 years" in old
    assert "Datainspektionen" in old
    assert "This is an older version." in old
    assert "TLS today" in old
    new = words(client.get(f"{page.url}versions/2/"))
    assert "Customer service 3 years" in new
    assert "This is an older version." not in new


def test_what_changed_in_words_in_both_languages(client: Client) -> None:
    pages = a_year_apart()
    english = words(client.get(f"{pages['en'].url}versions/compare/"))
    assert "Customer service: Kept: [taken away: 2 years ] → [added: 3 years ]" in english
    assert "encrypted by TLS [added: 1.3 ] today" in english
    assert "Added: [added: New. ]" in english
    swedish = words(client.get(f"{pages['sv'].url}versions/compare/?from=1&to=2"))
    assert "Kundservice" in swedish
    assert "2 år" in swedish
    assert "3 år" in swedish
    assert "Customer service" not in swedish
    markup = client.get(f"{pages['sv'].url}versions/compare/").content.decode()
    assert "<del>" in markup
    assert "<ins>" in markup


def test_compares_any_two_in_either_order(client: Client) -> None:
    page = a_year_apart()["en"]
    page.title = "Third"
    page.save_revision().publish()
    forth = client.get(f"{page.url}versions/compare/?from=1&to=3").content
    back = client.get(f"{page.url}versions/compare/?from=3&to=1").content
    assert forth == back
    assert "The text is the same" not in words(client.get(f"{page.url}versions/compare/?to=2"))


@pytest.mark.parametrize(
    "path", ["versions/9/", "versions/compare/?from=1&to=9", "versions/compare/?from=x"]
)
def test_what_is_not_there_is_not_found(path: str, client: Client) -> None:
    assert client.get(f"{a_year_apart()['en'].url}{path}").status_code == 404


def test_one_version_is_nothing_to_compare(client: Client) -> None:
    assert client.get(f"{make_pages()['en'].url}versions/compare/").status_code == 404


def test_a_page_that_was_never_published_by_hand_has_no_history(client: Client) -> None:
    page = make_pages()["en"]
    page.unpublish()
    assert client.get(f"{page.url}versions/").status_code == 404


def test_published_pages_stay_cacheable(client: Client) -> None:
    page = a_year_apart()["en"]
    for path in ("", "versions/", "versions/1/", "versions/compare/"):
        response = client.get(f"{page.url}{path}")
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert "no-store" not in response.headers.get("Cache-Control", "")


def test_says_so_where_the_records_have_moved_on(client: Client) -> None:
    support, page = make_support(), make_pages()["en"]
    note = "corrected since version 1"
    assert note not in words(client.get(page.url))
    log(instance=make_controller(authority_name=""), action="wagtail.edit")
    support.period_value = 4
    support.save()
    assert note in words(client.get(page.url))
    publish_version(page, actor=None)
    assert note not in words(client.get(page.url))


def test_stored_text_is_escaped(client: Client) -> None:
    make_activity("letters", en={"title": "<script>alert(1)</script>"})
    page = make_pages()["en"]
    assert "<script>alert" not in client.get(f"{page.url}versions/1/").content.decode()


def test_every_page_costs_the_same_however_many_activities(client: Client) -> None:
    categories = [make_category(f"c{n}") for n in range(4)]
    recipients = [make_recipient(f"r{n}") for n in range(4)]
    make_controller()
    page = make_pages()["en"]

    def cost(path: str) -> int:
        client.get(page.url + path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page.url + path).status_code == 200
        return len(queries)

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            make_activity(f"a{number}", categories=categories, recipients=recipients)
        publish_version(page, actor=None)

    paths = ("", "versions/", "versions/2/", "versions/compare/")
    grow(0, 10)
    with_ten = [cost(path) for path in paths]
    grow(10, 60)
    assert [cost(path) for path in paths] == with_ten
    # Behind its records, the page compares its text: a constant cost too.
    behind = dt.timedelta(days=1)
    type(categories[0]).objects.update(sort_order=1)
    with freeze_time(timezone.now() + behind):
        make_activity("late")
        first = cost("")
        make_activity("later")
        assert cost("") == first
