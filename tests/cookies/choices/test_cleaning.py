from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation

from cookies.banner import banner
from cookies.declarations.cookie import DeclaredCookie
from cookies.declarations.declare import CookieSpec, GroupSpec, declare
from cookies.declarations.group import DeclaredGroup
from cookies.declarations.snapshot import forget
from cookies.declarations.terms import Kind, Party

from ..factories import group, row

pytestmark = pytest.mark.django_db
OWN = {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ACCEPT": "application/json"}


def refuse(client: Client, **extra: Any) -> Any:
    return client.post("/cookies/", {"decision": "refuse-all"}, **{**OWN, **extra})


def removed(client: Client, **extra: Any) -> list[Any]:
    """What the answer to a refusal deletes."""
    response = refuse(client, **extra)
    return [gone for gone in response.cookies.values() if gone.key != "cookie_choice"]


def for_script() -> str:
    """What the script is told about the groups."""
    with translation.override("en"):
        return banner().html.partition('data-groups="')[2].partition('"')[0]


def test_the_script_is_told_what_a_group_may_have_stored() -> None:
    declare(
        [
            GroupSpec(
                "analytics",
                "Statistics",
                "Counts.",
                (
                    CookieSpec("_pk_*", "Counts."),
                    CookieSpec("odd, name", "Counts.", kind=Kind.LOCAL_STORAGE),
                    CookieSpec("visit", "Counts.", kind=Kind.SESSION_STORAGE),
                    CookieSpec("p.gif", "Counts.", kind=Kind.PIXEL),
                    CookieSpec("NID", "Counts.", party=Party.THIRD, domain=".example.com"),
                ),
            )
        ]
    )
    assert for_script() == f"{row().banner_code},_pk_*,+odd%2C%20name,=visit"


def test_what_a_group_keeps_when_refused_is_not_named() -> None:
    group("analytics", "_an")
    declared = DeclaredGroup.objects.get()
    declared.is_deletable = False
    declared.save()
    assert for_script() == row().banner_code


def test_the_headers_of_a_refusal_stay_few(client: Client) -> None:
    group("analytics", "_pk_*")
    for number in range(15):
        client.cookies[f"_pk_id.{number}.1fff"] = "1"
    gone = removed(client, HTTP_HOST="www.shop.testserver.localhost")
    assert {each.key for each in gone} == {f"_pk_id.{number}.1fff" for number in range(15)}
    assert sum(len(f"Set-Cookie: {each.OutputString()}") for each in gone) < 2000


def test_a_cookie_of_a_path_of_its_own_goes_though_it_is_not_sent(client: Client) -> None:
    group("analytics", "_an")
    cookie = DeclaredCookie.objects.get()
    cookie.path = "/shop/"
    cookie.save()
    gone = removed(client)
    assert [(each.key, each["path"], each["max-age"]) for each in gone] == [("_an", "/shop/", 0)]


@pytest.mark.parametrize(
    ("domain", "gone"),
    [
        ("shop.example.com", ["", "www.shop.example.com", "example.com"]),
        (".shop.example.com", ["", "www.shop.example.com", "example.com"]),
        ("www.shop.example.com", ["", "shop.example.com", "example.com"]),
        (None, ["www.shop.example.com", "shop.example.com", "example.com"]),
    ],
)
def test_of_two_choices_the_one_on_another_domain_goes(
    client: Client, settings: Any, domain: str | None, gone: list[str]
) -> None:
    settings.PRIVACY_COOKIES = {"CHOICE_COOKIE_DOMAIN": domain}
    settings.ALLOWED_HOSTS = ["*"]
    group("analytics")
    answer = refuse(
        client,
        HTTP_HOST="www.shop.example.com",
        HTTP_COOKIE="cookie_choice=earlier; other=1; cookie_choice=later",
    )
    kept, *others = (each for each in answer.cookies.values() if each.key == "cookie_choice")
    assert (kept.value != "", kept["domain"]) == (True, domain or "")
    assert [each["domain"] for each in others] == gone
    assert {(each["max-age"], each["path"]) for each in others} == {(0, "/")}


@pytest.mark.parametrize("sent", ["", "cookie_choice=one; my_cookie_choice=2; a=cookie_choice"])
def test_one_choice_is_left_alone(client: Client, sent: str) -> None:
    group("analytics")
    assert len(refuse(client, HTTP_COOKIE=sent).cookies) == 1


def refused_but(client: Client, accepted: str) -> set[str]:
    """The names that the answer deletes when one group is accepted and every other refused."""
    response = client.post("/cookies/", {"decision": "choose", "group": accepted}, **OWN)
    return {gone.key for gone in response.cookies.values()} - {"cookie_choice"}


def test_what_an_accepted_group_declares_stays_on_the_server_too(client: Client) -> None:
    group("analytics", "_ga_*")
    group("marketing", "_g*")
    client.cookies["_ga_SHARED"] = client.cookies["_gcl"] = "1"
    assert refused_but(client, "analytics") == {"_gcl"}
    assert {gone.key for gone in removed(client)} == {"_ga_SHARED", "_gcl"}


@pytest.mark.parametrize("pattern", ["*", "s*"])
def test_a_broad_pattern_signs_nobody_out(client: Client, pattern: str) -> None:
    group("marketing", pattern)
    group("necessary", "sessionid", required=True)
    client.force_login(get_user_model().objects.create_user("reader", "r@example.com", "x"))
    client.cookies["spy"] = "1"
    assert {gone.key for gone in removed(client)} == {"spy"}


def test_what_is_kept_elsewhere_stays_on_a_path_of_its_own(client: Client) -> None:
    group("analytics", "_an*")
    group("marketing", "_an")
    DeclaredCookie.objects.filter(name="_an").update(path="/shop/")
    forget()
    assert refused_but(client, "analytics") == set()
    assert {gone.key for gone in removed(client)} == {"_an"}
