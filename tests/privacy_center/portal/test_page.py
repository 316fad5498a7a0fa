from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.privacy_center.portal.people import PAGES, address, everything, person, sign_in, site

pytestmark = pytest.mark.django_db

GUEST_PAGES = (reverse("privacy_guest:request"),)


@pytest.mark.parametrize("name", PAGES)
def test_whoever_is_not_signed_in_is_asked_to(name: str, client: Client) -> None:
    for answer in (client.get(address(name)), client.post(address(name))):
        assert answer.status_code == 302
        assert answer.url == f"{reverse('account_login')}?next={address(name)}"


@pytest.mark.parametrize("name", PAGES)
def test_no_personal_page_is_stored_indexed_or_told_of(name: str) -> None:
    site()
    answer = sign_in(person("anna@example.com"), proved=True).get(address(name))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer.headers["X-Robots-Tag"]


@pytest.mark.parametrize("name", PAGES)
def test_looking_changes_nothing(name: str) -> None:
    site()
    browser = sign_in(person("anna@example.com"), proved=True)
    before = everything("django_session", "usersessions_")
    browser.get(address(name))
    browser.head(address(name))
    assert everything("django_session", "usersessions_") == before


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("requests", "data")])
def test_no_form_works_from_another_site(name: str) -> None:
    site()
    browser = sign_in(person("anna@example.com"), proved=True, enforce_csrf_checks=False)
    browser.handler.enforce_csrf_checks = True
    before = everything("django_session", "usersessions_")
    answer = browser.post(address(name), {"action": "stop"})
    assert answer.status_code == 403
    assert everything("django_session", "usersessions_") == before


@pytest.mark.parametrize("name", PAGES)
def test_addresses_name_nobody(name: str) -> None:
    site()
    page = sign_in(person("anna@example.com"), proved=True).get(address(name)).content.decode()
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert not [link for link in links if "anna" in link]


@pytest.mark.parametrize(("language", "words"), [("sv", 'lang="sv"'), ("en", 'lang="en"')])
def test_a_page_speaks_the_browsers_language(language: str, words: str) -> None:
    browser = sign_in(person("anna@example.com"))
    page = browser.get(address("home"), HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert f"<html {words}" in page
