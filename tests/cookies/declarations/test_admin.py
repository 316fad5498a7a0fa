"""Editors work with the declarations in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Locale, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cookies.declarations.cookie import DeclaredCookie
from cookies.declarations.group import DeclaredGroup
from cookies.declarations.site import CookieSettings
from cookies.declarations.snapshot import declarations

from ..factories import group, row

pytestmark = pytest.mark.django_db
GROUPS = "/admin/snippets/privacy_cookies/declaredgroup/"
COOKIES = "/admin/snippets/privacy_cookies/declaredcookie/"


@pytest.fixture
def editor(client: Client) -> Client:
    user = get_user_model().objects.create_user("editor", "editor@example.com", "x")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def group_data(**fields: Any) -> dict[str, str]:
    text = {
        "locale": Locale.get_default().pk,
        "title": "Analys",
        "description": "Räknar.",
        "without_it": "",
    }
    text |= fields.pop("text", {})
    values = {"varname": "analytics", "is_required": "", "exemption": "", **fields}
    return nested_form_data(
        {**values, "texts": inline_formset([text]), "services": inline_formset([])}
    )


def test_an_editor_adds_a_group(editor: Client) -> None:
    assert editor.get(GROUPS).status_code == 200
    assert editor.get(f"{GROUPS}add/").status_code == 200
    response = editor.post(f"{GROUPS}add/", group_data())
    assert response.status_code == 302
    assert str(DeclaredGroup.objects.get(varname="analytics")) == "Analys"
    assert declarations("sv").optional[0].description == "Räknar."


@pytest.mark.parametrize(
    "fields",
    [
        {"is_required": "on", "text": {"without_it": "Allt stannar."}},
        {"is_required": "on", "exemption": "requested"},
        {"exemption": "requested"},
        {"varname": "not a name"},
    ],
)
def test_a_group_that_is_always_on_states_its_exemption(
    editor: Client, fields: dict[str, Any]
) -> None:
    response = editor.post(f"{GROUPS}add/", group_data(**fields))
    assert response.status_code == 200
    assert not DeclaredGroup.objects.exists()


@pytest.mark.parametrize("site", [False, True])
def test_a_second_text_in_the_same_language_is_refused_in_words(editor: Client, site: bool) -> None:
    place = Site.objects.get(is_default_site=True).pk if site else ""
    text = {"locale": Locale.get_default().pk, "site": place}
    of_group = {**text, "title": "A", "description": "B", "without_it": ""}
    of_cookie = {**text, "purpose": "C"}
    data = group_data() | nested_form_data({"texts": inline_formset([of_group, of_group])})
    cookie = {
        "cookiegroup": group("video").pk,
        "name": "_v",
        "kind": "cookie",
        "duration_value": "",
        "duration_unit": "session",
        "party": "first",
        "path": "/",
    }
    cookie_data = nested_form_data({**cookie, "texts": inline_formset([of_cookie, of_cookie])})
    for address, posted in ((f"{GROUPS}add/", data), (f"{COOKIES}add/", cookie_data)):
        response = editor.post(address, posted)
        assert response.status_code == 200
        form = response.context["form"]
        assert form.errors or form.formsets["texts"].non_form_errors()
    assert not DeclaredCookie.objects.exists()
    assert not DeclaredGroup.objects.filter(varname="analytics").exists()


def test_one_text_for_every_site_and_one_for_this_site(editor: Client) -> None:
    text = {"locale": Locale.get_default().pk, "title": "A", "description": "B", "without_it": ""}
    own = {**text, "site": Site.objects.get(is_default_site=True).pk}
    data = group_data() | nested_form_data({"texts": inline_formset([text, own])})
    assert editor.post(f"{GROUPS}add/", data).status_code == 302


def test_a_group_with_its_exemption_is_saved(editor: Client) -> None:
    fields = {
        "is_required": "on",
        "exemption": "requested",
        "text": {"without_it": "Allt stannar."},
    }
    assert editor.post(f"{GROUPS}add/", group_data(**fields)).status_code == 302
    assert declarations("sv").required[0].without_it == "Allt stannar."


def test_an_editor_asks_every_visitor_again(editor: Client) -> None:
    existing = group()
    address = f"{GROUPS}edit/{existing.pk}/"
    data = group_data()
    text = existing.texts.get()
    data |= nested_form_data(
        {
            "texts": inline_formset(
                [{"id": text.pk, "locale": text.locale_id, "title": "Ny", "description": "Ny."}],
                initial=1,
            )
        }
    )
    before = row().version
    assert editor.post(address, data).status_code == 302
    assert (row().version, row().title) == (before, "Ny")
    assert editor.post(address, {**data, "ask_again": "on"}).status_code == 302
    assert row().version == before + 1


def test_an_editor_adds_a_cookie(editor: Client) -> None:
    existing = group()
    text = {"locale": Locale.get_default().pk, "purpose": "Räknar besök."}
    values = {
        "cookiegroup": existing.pk,
        "name": "_an_*",
        "kind": "cookie",
        "duration_value": "2",
        "duration_unit": "years",
        "party": "third",
        "provider": "Statistics Ltd",
        "country": "US",
        "path": "/",
        "domain": "",
    }
    data = nested_form_data({**values, "texts": inline_formset([text])})
    assert editor.get(f"{COOKIES}add/").status_code == 200
    assert editor.post(f"{COOKIES}add/", {**data, "provider": ""}).status_code == 200
    assert editor.post(f"{COOKIES}add/", {**data, "duration_value": ""}).status_code == 200
    assert editor.post(f"{COOKIES}add/", {**data, "country": "XX"}).status_code == 200
    assert not DeclaredCookie.objects.exists()
    assert editor.post(f"{COOKIES}add/", data).status_code == 302
    cookie = declarations("sv").optional[0].cookies[0]
    assert (cookie.duration, cookie.provider) == ("2 år", "Statistics Ltd")
    assert "_an_*" in editor.get(f"{COOKIES}?cookiegroup={existing.pk}").content.decode()
    assert "_an_*" not in editor.get(f"{COOKIES}?kind=pixel").content.decode()


def test_an_editor_names_the_authority(editor: Client) -> None:
    site = Site.objects.get(is_default_site=True)
    address = f"/admin/settings/privacy_cookies/cookiesettings/{site.pk}/"
    data = nested_form_data(
        {
            "authority_name": "PTS",
            "authority_url": "https://www.pts.se/",
            "position": "start",
            "banner_texts": inline_formset([]),
        }
    )
    assert editor.post(address, data).status_code == 302
    assert CookieSettings.objects.get(site=site).authority_name == "PTS"


def test_groups_are_put_in_order(editor: Client) -> None:
    first, second = group("analytics"), group("video")
    assert editor.post(f"{GROUPS}reorder/{second.pk}/?position=0").status_code == 200
    assert [each.varname for each in declarations().groups] == ["video", "analytics"]
    assert first.pk
