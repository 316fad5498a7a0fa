"""The frame of every page: menu, language switch, footer; the same for every visitor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale, Page, Site

from home.models import StandardPage
from privacy_center.activities.models import Controller

pytestmark = pytest.mark.django_db


@dataclass
class Tree:
    """Two front pages, each with Contact and a page under it."""

    front: Page
    contact: Page
    policy: Page
    hidden: Page


@pytest.fixture
def tree() -> Tree:
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    swedish, _ = Locale.objects.get_or_create(language_code="sv")
    english, _ = Locale.objects.get_or_create(language_code="en")

    def add(parent: Page, title: str, **fields: Any) -> Page:
        page = StandardPage(title=title, locale=parent.locale if parent.depth > 1 else swedish)
        page.show_in_menus = fields.get("show", True)
        return parent.add_child(instance=page)

    def translate(page: Page, title: str) -> Page:
        page = page.specific.copy_for_translation(english, copy_parents=True)
        page.title = title
        page.save_revision().publish()
        return page

    front = add(Page.objects.get(depth=1), "Hem")
    Site.objects.create(hostname="testserver", root_page=front, is_default_site=True)
    contact = add(front, "Kontakt")
    policy = add(contact, "Cookiepolicy")
    hidden = add(front, "Gömd", show=False)
    for page, title in [(front, "Home"), (contact, "Contact"), (policy, "Cookie policy")]:
        translate(Page.objects.get(pk=page.pk), title)
    return Tree(front, contact, policy, hidden)


def _look(client: Client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path, follow=True).content, "html.parser")


def _menu(page: BeautifulSoup) -> list[str]:
    return [link.get_text(strip=True) for link in page.select(".nav-wide a")]


def test_the_menu_has_the_pages_that_editors_show_and_those_under_them(
    client: Client, tree: Tree
) -> None:
    page = _look(client, tree.policy.url)
    assert _menu(page) == ["Kontakt", "Cookiepolicy"]
    assert page.select_one(".nav-wide a.is-within").text == "Kontakt"
    assert page.select_one(".nav-wide a[aria-current]").text == "Cookiepolicy"
    assert _menu(_look(client, "/en/")) == ["Contact", "Cookie policy"]


def test_the_language_switch_leads_to_the_same_page(client: Client, tree: Tree) -> None:
    link = _look(client, tree.policy.url).select_one(".tools a[hreflang]")
    assert link["hreflang"] == "en"
    assert _look(client, link["href"]).h1.text == "Cookie policy"


def test_a_page_without_a_translation_leads_to_the_front_page(client: Client, tree: Tree) -> None:
    link = _look(client, tree.hidden.url).select_one(".tools a[hreflang]")
    assert link["href"] == "/en/"


def test_addresses_without_a_language_switch_by_a_form(client: Client, tree: Tree) -> None:
    page = _look(client, "/account/login/")
    form = page.select_one(".tools form")
    data = {each["name"]: each["value"] for each in form.select("input, button")}
    answer = client.post(form["action"], data, follow=True)
    assert answer.redirect_chain[-1][0] == "/account/login/"
    assert b'<html lang="en"' in answer.content


def test_public_pages_are_the_same_for_everybody(client: Client, tree: Tree) -> None:
    answer = client.get(tree.hidden.url)
    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert not answer.cookies


def test_a_missing_page_keeps_the_frame_and_sets_no_cookie(client: Client, tree: Tree) -> None:
    answer = client.get("/sv/finns-inte/")
    assert answer.status_code == 404
    assert not answer.cookies
    assert _menu(BeautifulSoup(answer.content, "html.parser")) == ["Kontakt", "Cookiepolicy"]


def test_the_footer_reads_the_company_from_the_records(client: Client, tree: Tree) -> None:
    site = Site.objects.get()
    Controller.objects.update_or_create(
        site=site, defaults={"name": "Exempel AB", "contact_email": "post@example.com"}
    )
    footer = _look(client, "/sv/").select_one(".site-footer")
    assert "Exempel AB" in footer.text
    assert footer.select_one('a[href="mailto:post@example.com"]')
    assert footer.select_one("a[data-cookie-settings]")["href"].startswith("/cookies/")


def test_a_site_without_pages_still_has_a_frame(client: Client) -> None:
    Site.objects.all().delete()
    assert _look(client, "/account/login/").select_one(".brand")["href"] == "/"
