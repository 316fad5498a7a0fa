from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from cookies import choice as choices
from cookies.choice import Choice
from cookies.declarations import snapshot
from cookies.declarations.declare import declare
from cookies.declarations.services import SERVICES
from cookies.declarations.starter import declare_starter

from .factories import group, policy_page, row

pytestmark = pytest.mark.django_db
BANNER = Template("{% load cookies_tags %}{% cookie_banner %}")


def banner() -> str:
    return BANNER.render(Context())


def test_it_is_hidden_until_the_script_shows_it() -> None:
    group()
    html = banner()
    assert 'id="cookie-banner"' in html
    assert "hidden>" in html
    assert "style=" not in html
    assert "onclick" not in html


def test_an_editors_preview_asks_nothing_and_still_releases_what_was_accepted(rf: Any) -> None:
    group("video")
    request = rf.get("/")
    assert "cookie-banner" in BANNER.render(Context({"request": request}))
    request.is_preview = True
    html = BANNER.render(Context({"request": request}))
    assert "cookie-banner" not in html
    assert 'data-groups="video.' in html


def test_the_page_of_the_choices_asks_once() -> None:
    group("video")
    page = Client().get("/cookies/").content.decode()
    assert "cookie-banner" not in page
    assert 'data-groups="video.' in page


def test_the_buttons_that_accept_and_refuse_are_equals() -> None:
    group()
    html = banner()
    assert "<button data-cookies=refuse>" in html
    assert "<button data-cookies=accept>" in html


def test_without_optional_groups_there_is_nothing_to_ask() -> None:
    group("necessary", required=True)
    html = banner()
    assert "cookie-banner" not in html
    assert "cookies.min.js" in html
    assert "necessary" not in html


def test_it_speaks_the_language_of_the_page() -> None:
    group()
    with translation.override("sv"):
        assert "Neka alla" in banner()
    with translation.override("en"):
        assert "Refuse all" in banner()


def test_two_visitors_with_opposite_choices_get_the_same_bytes() -> None:
    group()
    page = policy_page()
    bodies = []
    for accepted in (True, False):
        client = Client()
        value = choices.dump(Choice().decide([row()], accepted=accepted))
        client.cookies["cookie_choice"] = value
        bodies.append(client.get(page.url).content)
    bodies.append(Client().get(page.url).content)
    assert bodies[0] == bodies[1] == bodies[2]


def test_a_page_with_it_sets_no_cookie_and_varies_by_none(client: Client) -> None:
    group()
    response = client.get(policy_page().url)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_warm_it_asks_the_database_nothing(django_assert_num_queries: Any) -> None:
    group()
    with django_assert_num_queries(8):
        banner()
    with django_assert_num_queries(0):
        assert "cookie-banner" in banner()


def test_a_change_shows_at_once_in_this_process() -> None:
    group()
    assert "Video" not in banner()
    group("video")
    assert "Video" in banner()


def test_elsewhere_it_shows_within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    group()
    banner()
    snapshot.DeclaredGroup.objects.update(version=9)
    assert "analytics.9" not in banner()
    held = snapshot.memory()
    held.read_at -= 61
    assert "analytics.9" in banner()


def test_titles_of_editors_are_escaped() -> None:
    group()
    snapshot.GroupText.objects.update(title="<script>alert(1)</script>")
    snapshot.forget()
    assert "<script>alert" not in banner()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_with_all_that_the_library_offers_the_first_layer_is_small(language: str) -> None:
    Locale.objects.get_or_create(language_code=language)
    declare_starter()
    declare(SERVICES.values())
    with translation.override(language):
        assert len(banner().encode()) <= 1500
