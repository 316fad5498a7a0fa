"""Addresses without a language speak the person's."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("browser", "front_page"),
    [("sv-SE,sv;q=0.9", "/sv/"), ("en-GB,en;q=0.8", "/en/"), ("de", "/sv/"), ("", "/sv/")],
)
def test_the_front_door_follows_the_browser(client: Client, browser: str, front_page: str) -> None:
    response = client.get("/", headers={"accept-language": browser})
    assert (response.status_code, response["Location"]) == (302, front_page)


def test_a_choice_is_remembered(client: Client) -> None:
    response = client.post("/language/", {"language": "en", "next": "/account/login/"})
    assert (response.status_code, response["Location"]) == (302, "/account/login/")
    assert (
        client.get("/account/login/", headers={"accept-language": "sv"})["Content-Language"] == "en"
    )


def test_looking_changes_nothing(client: Client) -> None:
    assert client.get("/language/", {"language": "en"}).status_code == 405
    assert not client.cookies


def test_a_choice_leads_nowhere_else(client: Client) -> None:
    response = client.post(
        "/language/", {"language": "en", "next": "https://elsewhere.example.org/"}
    )
    assert "elsewhere" not in response["Location"]


def test_a_signed_in_persons_choice_follows_to_another_browser(
    client: Client, django_user_model: type
) -> None:
    user = django_user_model.objects.create_user("anna", "anna@example.com", "password")
    client.force_login(user)
    client.post("/language/", {"language": "en"})
    assert UserProfile.objects.get(user=user).preferred_language == "en"
    other = Client(headers={"accept-language": "sv"})
    other.force_login(user)
    assert other.get("/account/email/")["Content-Language"] == "en"


def test_an_unknown_language_is_not_saved(client: Client, django_user_model: type) -> None:
    user = django_user_model.objects.create_user("anna", "anna@example.com", "password")
    client.force_login(user)
    client.post("/language/", {"language": "tlh"})
    assert not UserProfile.objects.filter(user=user, preferred_language="tlh").exists()
