from __future__ import annotations

import pytest
from django.conf import settings
from wagtail.models import Locale

from cookies.declarations.cookie import CookieText, DeclaredCookie
from cookies.declarations.declare import declare
from cookies.declarations.group import DeclaredGroup, GroupText
from cookies.declarations.services import SERVICES
from cookies.declarations.snapshot import declarations
from cookies.declarations.starter import declare_starter

pytestmark = pytest.mark.django_db


def test_the_starter_says_what_the_stack_sets() -> None:
    declare_starter()
    group = declarations("sv").groups[0]
    assert {cookie.name for cookie in group.cookies} == {
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
        "cookie_choice",
    }
    assert group.required
    assert group.without_it
    assert not declarations("sv").optional


def test_the_starter_speaks_every_language_of_the_site() -> None:
    Locale.objects.get_or_create(language_code="en")
    Locale.objects.get_or_create(language_code="sv")
    declare_starter()
    assert declarations("sv").groups[0].title == "Nödvändiga"
    assert declarations("en").groups[0].title == "Necessary"
    assert "inloggad" in " ".join(row.purpose for row in declarations("sv").groups[0].cookies)


def test_declaring_again_doubles_nothing_and_keeps_what_editors_wrote() -> None:
    declare_starter()
    GroupText.objects.update(title="Ours")
    counts = [model.objects.count() for model in (DeclaredGroup, DeclaredCookie, CookieText)]
    declare_starter()
    assert counts == [
        model.objects.count() for model in (DeclaredGroup, DeclaredCookie, CookieText)
    ]
    assert declarations("sv").groups[0].title == "Ours"


def test_a_language_that_comes_later_gets_its_texts() -> None:
    Locale.objects.exclude(language_code="sv").delete()
    declare_starter()
    Locale.objects.create(language_code="en")
    declare_starter()
    assert declarations("en").groups[0].title == "Necessary"


def test_services_are_optional_and_complete() -> None:
    declare(SERVICES.values())
    for group in declarations("sv").optional:
        assert group.title
        assert group.description
        assert all(cookie.purpose and cookie.duration for cookie in group.cookies)
    services = [each.name for group in declarations("sv").optional for each in group.services]
    assert len(services) == len(SERVICES)
    assert [group.varname for group in declarations("sv").optional if group.marketing] == [
        "marketing"
    ]
