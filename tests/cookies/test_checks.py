from __future__ import annotations

from typing import Any

import pytest
from cookie_consent.models import CookieGroup

from cookies import checks

from .factories import group


def ids(messages: list[Any]) -> list[str]:
    return [message.id for message in messages]


def test_the_demo_site_is_sound() -> None:
    assert checks.check_settings() == []
    assert checks.check_urls() == []


def test_an_unknown_setting_is_named(settings: Any) -> None:
    settings.PRIVACY_COOKIES = {"ACCEPT_DAYS": 3}
    (found,) = checks.check_settings()
    assert found.id == "cookies.E001"
    assert "ACCEPT_DAYS" in found.msg


def test_a_middleware_that_deletes_accepted_cookies(settings: Any) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, checks.CLEANER]
    assert ids(checks.check_settings()) == ["cookies.E002"]


@pytest.mark.parametrize(
    "behind",
    [
        {"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")},
        {"USE_X_FORWARDED_HOST": True},
    ],
)
def test_a_proxy_that_the_site_relies_on_is_declared(settings: Any, behind: dict[str, Any]) -> None:
    settings.SECURE_PROXY_SSL_HEADER, settings.USE_X_FORWARDED_HOST = None, False
    settings.PRIVACY_COOKIES = {}
    assert checks.check_proxies() == []
    for name, value in behind.items():
        setattr(settings, name, value)
    assert ids(checks.check_proxies()) == ["cookies.W004"]
    settings.PRIVACY_COOKIES = {"TRUSTED_PROXY_COUNT": 1}
    assert checks.check_proxies() == []


def test_choices_without_an_address(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.cookies.no_urls"
    assert ids(checks.check_urls()) == ["cookies.E003"]


@pytest.mark.django_db
def test_groups_that_nobody_is_asked_about() -> None:
    CookieGroup.objects.create(varname="old", name="Old")
    broken = group("necessary", required=True)
    broken.exemption = ""
    broken.save()
    found = checks.check_declarations(databases=["default"])
    assert ids(found) == ["cookies.W001", "cookies.W002"]
    assert checks.check_declarations() == []
