from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from wagtail.models import Locale, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cookies.banner import banner
from cookies.declarations.group import GroupText
from cookies.declarations.site import BannerText, CookieSettings
from cookies.declarations.snapshot import memory

from .factories import group

pytestmark = pytest.mark.django_db
DETAILS = "/cookies/details/?lang=en"


@pytest.fixture(autouse=True)
def _declared() -> None:
    Locale.objects.get_or_create(language_code="en")
    group("analytics", "_an")


def test_the_second_layer_is_for_everybody_and_for_caches(client: Client) -> None:
    client.cookies["cookie_choice"] = "whatever"
    answer = client.get(DETAILS)
    html = answer.content.decode()
    assert "_an" in html
    assert "checked" not in html
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["Cache-Control"] == "public, max-age=60"
    with translation.override("en"):
        version = banner().version
    assert "max-age=86400" in client.get(f"{DETAILS}&v={version}")["Cache-Control"]
    assert answer.content == Client().get(DETAILS).content


def test_the_second_layer_costs_no_query_once_warm(
    client: Client, django_assert_num_queries: Any
) -> None:
    client.get(DETAILS)
    with django_assert_num_queries(0):
        client.get(DETAILS)


def test_other_words_are_another_version() -> None:
    before = banner().version
    assert banner().version == before
    group("video")
    assert banner().version != before


def test_a_site_may_say_it_in_its_own_words(rf: Any) -> None:
    first = Site.objects.get(is_default_site=True)
    second = Site.objects.create(hostname="second.example", port=80, root_page=first.root_page)
    text = GroupText.objects.get(group__varname="analytics", locale__language_code="en")
    GroupText.objects.create(
        group=text.group, locale=text.locale, site=second, title="Counting", description="Ours."
    )
    with translation.override("en"):
        assert "Counting" in banner(rf.get("/", headers={"host": "second.example"})).html
        assert "Counting" not in banner(rf.get("/", headers={"host": first.hostname})).html


def test_the_site_of_a_request_is_found_as_wagtail_finds_it(rf: Any) -> None:
    first = Site.objects.get(is_default_site=True)
    Site.objects.create(hostname="second.example", port=8080, root_page=first.root_page)
    for host in ("second.example:8080", "second.example", "nowhere.example", first.hostname):
        request = rf.get("/", headers={"host": host})
        name, _colon, port = host.partition(":")
        wagtails = Site._find_for_request(request)
        assert memory().site_of(name, int(port or 80)) == (wagtails.pk if wagtails else None)


def test_look_and_words_are_set_in_wagtail_with_a_preview(client: Client) -> None:
    user = get_user_model().objects.create_superuser("admin", "a@example.com", "x")
    client.force_login(user)
    site = Site.objects.get(is_default_site=True)
    locale = Locale.objects.get(language_code="en")
    words = {
        "locale": locale.pk,
        "title": "Biscuits?",
        "lead": "",
        "way_back": "",
        "choose": "Pick",
    }
    data = nested_form_data(
        {
            "position": "bar",
            "scheme": "dark",
            "corners": "square",
            "authority_name": "",
            "authority_url": "",
            "banner_texts": inline_formset([words]),
        }
    )
    address = f"/admin/settings/privacy_cookies/cookiesettings/{site.pk}/"
    assert client.post(f"{address}preview/", data).json()["is_valid"]
    shown = client.get(f"{address}preview/?mode=en").content.decode()
    assert "Biscuits?" in shown
    assert 'class="cookie-banner bar dark square"' in shown
    assert not BannerText.objects.exists()
    assert client.post(address, data).status_code == 302
    assert CookieSettings.objects.get(site=site).position == "bar"
    with translation.override("en"):
        html = Template("{% load cookies_tags %}{% cookie_banner %}").render(Context())
    assert "Biscuits?" in html
    assert ">Pick</button>" in html


def test_the_minified_files_are_made_from_their_sources(project_root: Any) -> None:
    done = subprocess.run(
        [sys.executable, ".ci/minified.py"],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_words_set_for_a_language_hold_in_its_regions_and_in_no_other_language(rf: Any) -> None:
    site = Site.objects.get(is_default_site=True)
    locale = Locale.objects.get(language_code="en")
    own = CookieSettings.objects.create(site=site)
    BannerText.objects.create(settings=own, locale=locale, title="Biscuits?")
    request = rf.get("/", headers={"host": site.hostname})
    for language, holds in (("en", True), ("en-us", True), ("sv", False)):
        with translation.override(language):
            assert ("Biscuits?" in banner(request).html) is holds


def test_the_preview_begins_in_the_editors_language_without_its_region() -> None:
    own = CookieSettings.objects.create(site=Site.objects.get(is_default_site=True))
    with translation.override("en-gb"):
        assert own.default_preview_mode == "en"
