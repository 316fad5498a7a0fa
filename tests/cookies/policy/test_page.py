from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Site

from cookies.declarations.declare import declare
from cookies.declarations.services import SERVICES
from cookies.declarations.site import CookieSettings
from cookies.declarations.starter import declare_starter

from ..factories import group, policy_page

pytestmark = pytest.mark.django_db


def read(client: Client) -> str:
    return client.get(policy_page().url).content.decode()


def test_the_table_is_what_is_declared(client: Client) -> None:
    declare_starter()
    declare([SERVICES["youtube"]])
    html = read(client)
    for words in (
        "sessionid",
        "VISITOR_INFO1_LIVE",
        "Google Ireland Ltd",
        "180 dagar",
        "Alltid på",
    ):
        assert words in html
    assert "utanför EU och EES" in html


def test_a_change_of_a_declaration_shows_on_the_page(client: Client) -> None:
    page = policy_page()
    assert "_new" not in client.get(page.url).content.decode()
    group("analytics", "_new")
    assert "_new" in client.get(page.url).content.decode()


def test_the_authority_comes_from_the_settings(client: Client) -> None:
    site = Site.objects.get(is_default_site=True)
    page = policy_page()
    assert "Tillsynsmyndighet" not in client.get(page.url).content.decode()
    assert not CookieSettings.objects.exists()
    CookieSettings.objects.create(site=site, authority_name="PTS", authority_url="https://pts.se/")
    html = client.get(page.url).content.decode()
    assert '<a href="https://pts.se/">PTS</a>' in html


def test_the_choices_now_are_for_the_script_to_fill(client: Client) -> None:
    group()
    html = read(client)
    assert 'data-cookie-state="analytics"' in html
    assert 'href="/cookies/?lang=sv"' in html


def test_last_updated_is_the_later_of_page_and_declarations() -> None:
    page = policy_page()
    assert page.updated_at == page.last_published_at
    with freeze_time(timezone.now() + timedelta(days=3)):
        group()
        assert page.updated_at
        assert page.updated_at - page.last_published_at > timedelta(days=2)
