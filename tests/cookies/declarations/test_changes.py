"""What visitors agreed to, and an officer approved, holds for that and for nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from cookies import choice as choices
from cookies.choice import Choice
from cookies.declarations.cookie import CookieText, DeclaredCookie
from cookies.declarations.declare import GroupSpec, ServiceSpec, declare
from cookies.declarations.group import DeclaredGroup, DeclaredService, GroupText
from cookies.declarations.terms import Kind, Party, Unit

from ..factories import group, row

pytestmark = pytest.mark.django_db


def approved(varname: str) -> bool:
    return row(varname).always_on


def service(**fields: str) -> DeclaredService:
    declare([GroupSpec("analytics", "A", "B", services=(ServiceSpec("Counter", **fields),))])
    return DeclaredService.objects.get()


def test_a_cookie_that_joins_a_group_asks_anew() -> None:
    group("analytics", "_a")
    before = row().version
    group("analytics", "_b")
    assert row().version == before + 1


@pytest.mark.parametrize(
    "change",
    [
        {"name": "_ga"},
        {"kind": Kind.LOCAL_STORAGE},
        {"party": Party.THIRD},
        {"provider": "Google"},
        {"country": "US"},
        {"duration_value": 2, "duration_unit": Unit.YEARS},
        {"domain": ".ads.example"},
    ],
)
def test_a_cookie_that_becomes_another_asks_anew_and_voids_the_approval(
    change: dict[str, Any],
) -> None:
    group("analytics", "_a")
    group("basket", "basket", required=True)
    before = row().version
    assert approved("basket")
    for cookie in DeclaredCookie.objects.all():
        for field, value in change.items():
            setattr(cookie, field, value if field != "name" else f"{value}{cookie.pk}")
        cookie.save()
    assert row().version == before + 1
    assert not approved("basket")


def test_a_correction_of_spelling_asks_nobody() -> None:
    group("analytics", "_a")
    group("basket", "basket", required=True)
    before = row().version
    for model in (DeclaredCookie, DeclaredGroup, CookieText, GroupText):
        for each in model.objects.all():
            for field in ("description", "purpose", "title", "path"):
                if hasattr(each, field):
                    setattr(each, field, "Spelled better.")
            each.save()
    assert row().version == before
    assert approved("basket")


@pytest.mark.parametrize(
    "change", [{"name": "Google Analytics"}, {"provider": "Google"}, {"country": "US"}]
)
def test_another_service_asks_anew(change: dict[str, str]) -> None:
    counter = service()
    before = row().version
    for field, value in change.items():
        setattr(counter, field, value)
    counter.save()
    assert row().version == before + 1


def test_another_message_to_google_asks_anew_and_voids_the_approval() -> None:
    existing = group("analytics", "_a")
    basket = group("basket", "basket", required=True)
    before = row().version
    for each in (existing, basket):
        each.consent_mode = "d"
        each.save()
    assert row().version == before + 1
    assert not approved("basket")


def test_saving_a_group_that_was_read_earlier_takes_nothing_back() -> None:
    early = group("basket", "basket", required=True)
    group("basket", "_new", required=True)
    now = row("basket").version
    early.name = "Basket!"
    early.save()
    assert row("basket").version == now
    assert not approved("basket")


def test_another_reason_waits_for_its_approval() -> None:
    basket = group("basket", "basket", required=True)
    basket.exemption = "transmission"
    basket.save()
    assert not approved("basket")


def test_a_group_of_the_same_name_is_another_group() -> None:
    first = group("analytics", "_a")
    chosen = Choice().decide([row()], accepted=True)
    seen = row().version
    first.delete()
    group("analytics", "_other")
    assert choices.load(choices.dump(chosen)).accepts(row()) is None
    assert row().version > seen
    assert len(str(row().version)) <= 9
