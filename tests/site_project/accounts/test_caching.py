"""Pages of an account are stored nowhere and keep to the strict policy."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from .people import person, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/account/login/",
        "/account/signup/",
        "/account/password/reset/",
        "/account/email/",
        "/account/password/change/",
        "/account/2fa/",
        "/account/sessions/",
        "/account/logout/",
        "/account/reauthenticate/",
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_of_an_account_hold_nothing_inline(client: Client, path: str, language: str) -> None:
    if path not in ("/account/login/", "/account/signup/", "/account/password/reset/"):
        sign_in(client, person())
    client.cookies["django_language"] = language
    answer = client.get(path)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in page
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", page)
    scripts = re.findall(r"<script[^>]*>", page)
    assert all("src=" in tag or 'type="application/json"' in tag for tag in scripts)
    assert "no-store" in answer["Cache-Control"]
