from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from freezegun import freeze_time
from wagtail.models import Locale

from cookies import choice as choices
from cookies.banner import banner
from cookies.choice import Choice
from cookies.declarations.group import DeclaredGroup
from cookies.declarations.snapshot import forget
from cookies.models import ConsentReceipt

from ..factories import group, policy_page, row

pytestmark = pytest.mark.django_db
OWN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def decide(client: Client, decision: str, *groups: str, **extra: Any) -> Any:
    fields = {"decision": decision, "group": groups, "lang": "en", **extra.pop("fields", {})}
    return client.post("/cookies/", fields, **{**OWN, **extra})


def chosen(client: Client) -> Choice:
    held = client.cookies.get("cookie_choice")
    return choices.load(held.value) if held else Choice()


@pytest.fixture(autouse=True)
def _declared() -> None:
    group("analytics", "_an")
    group("video", "_vid")
    group("necessary", "basket", required=True)


def test_looking_sets_nothing(client: Client) -> None:
    response = client.get("/cookies/")
    assert response.status_code == 200
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]


def test_nothing_is_ticked_before_a_choice(client: Client) -> None:
    html = client.get("/cookies/?lang=en").content.decode()
    assert "What analytics is for." in html
    assert "Not decided" in html
    assert "checked" not in html


@pytest.mark.parametrize(
    ("decision", "groups", "analytics", "video"),
    [
        ("accept-all", (), True, True),
        ("refuse-all", (), False, False),
        ("choose", ("video",), False, True),
        ("choose", (), False, False),
        ("accept", ("video",), None, True),
        ("refuse", ("video",), None, False),
    ],
)
def test_each_decision(
    client: Client, decision: str, groups: tuple[str, ...], analytics: bool, video: bool
) -> None:
    response = decide(client, decision, *groups)
    assert response.status_code == 302
    assert set(response.cookies) == {"cookie_choice"}
    assert chosen(client).accepts(row("analytics")) is analytics
    assert chosen(client).accepts(row("video")) is video


def test_required_groups_are_never_part_of_a_choice(client: Client) -> None:
    decide(client, "accept-all")
    assert set(chosen(client).decisions) == {"analytics", "video"}
    assert decide(client, "refuse", "necessary").status_code == 400


@pytest.mark.parametrize(
    ("decision", "groups", "analytics"),
    [
        ("accept-all", (), True),
        ("refuse-all", (), False),
        ("choose", ("analytics",), True),
        ("choose", (), False),
        ("accept", ("analytics", "video"), True),
    ],
)
def test_a_group_that_the_page_did_not_show_is_not_decided_on(
    client: Client, decision: str, groups: tuple[str, ...], analytics: bool
) -> None:
    seen = {"seen": row("analytics").banner_code}
    assert decide(client, decision, *groups, fields=seen).status_code == 302
    assert chosen(client).accepts(row("analytics")) is analytics
    assert chosen(client).accepts(row("video")) is None


def test_a_page_that_showed_no_group_decides_nothing(client: Client) -> None:
    decide(client, "accept-all", fields={"seen": ""})
    assert chosen(client).decisions == {}


def test_a_group_that_has_gone_since_the_page_was_made_hinders_no_choice(client: Client) -> None:
    seen = {"seen": f"{row('analytics').banner_code} {row('video').banner_code}"}
    DeclaredGroup.objects.get(varname="video").delete()
    assert decide(client, "choose", "analytics", "video", fields=seen).status_code == 302
    assert chosen(client).accepts(row("analytics")) is True
    # The page, which a cache still holds, must not ask once more.
    assert chosen(client).decisions["video"].accepted is False


def test_a_decision_on_nothing_but_what_has_gone_is_kept_and_needs_no_proof(client: Client) -> None:
    seen = {"seen": f"{row('analytics').banner_code} {row('video').banner_code}"}
    DeclaredGroup.objects.get(varname="video").delete()
    assert decide(client, "refuse", "video", fields=seen).status_code == 302
    assert chosen(client).decisions["video"].accepted is False
    assert not ConsentReceipt.objects.exists()


def test_the_form_says_what_it_showed(client: Client) -> None:
    html = client.get("/cookies/?lang=en").content.decode()
    seen, shown = row("analytics"), row("video")
    with translation.override("en"):
        version = banner().version
    assert f'name="seen" value="{seen.banner_code} {shown.banner_code}"' in html
    assert f'name="banner" value="{version}"' in html


def test_the_current_choice_is_shown(client: Client) -> None:
    decide(client, "choose", "video")
    html = client.get("/cookies/?lang=en&saved=1").content.decode()
    assert "Your choice is saved." in html
    assert html.count(" checked") == 1
    assert "Allowed" in html
    assert "Refused" in html


def test_refusing_later_takes_back_and_removes_what_was_set(client: Client) -> None:
    decide(client, "accept-all")
    client.cookies["_an"] = "1"
    client.cookies["basket"] = "kept"
    response = decide(client, "refuse-all")
    assert chosen(client).accepts(row("analytics")) is False
    assert response.cookies["_an"]["max-age"] == 0
    assert "basket" not in response.cookies


def test_a_pattern_removes_every_name_it_covers(client: Client) -> None:
    group("matomo", "_pk_*")
    client.cookies["_pk_id.1.1fff"] = "1"
    response = decide(client, "refuse-all")
    assert response.cookies["_pk_id.1.1fff"]["max-age"] == 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"},
    ],
)
def test_no_other_site_can_choose(client: Client, headers: dict[str, str]) -> None:
    response = client.post("/cookies/", {"decision": "accept-all", "lang": "en"}, **headers)
    assert response.status_code == 403
    assert not response.cookies
    assert "did not come from this site" in response.content.decode()


def test_the_origin_alone_is_enough_and_no_token_is_needed() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        "/cookies/", {"decision": "accept-all"}, headers={"Origin": "http://testserver"}
    )
    assert response.status_code == 302
    assert "csrftoken" not in response.cookies


@pytest.mark.parametrize(
    ("decision", "groups"), [("", ()), ("sell", ()), ("accept", ("unheard-of",))]
)
def test_an_unknown_decision_stores_nothing(
    client: Client, decision: str, groups: tuple[str, ...]
) -> None:
    response = decide(client, decision, *groups)
    assert response.status_code == 400
    assert not response.cookies
    assert "no such choice" in response.content.decode()


@pytest.mark.parametrize(
    ("target", "lands"),
    [
        ("/sv/kontakt/?a=1", "/sv/kontakt/?a=1"),
        ("https://evil.example/", "/cookies/?lang=en&saved=1"),
        ("//evil.example/", "/cookies/?lang=en&saved=1"),
        ("javascript:alert(1)", "/cookies/?lang=en&saved=1"),
        ("", "/cookies/?lang=en&saved=1"),
    ],
)
def test_the_way_back_stays_on_this_site(client: Client, target: str, lands: str) -> None:
    assert decide(client, "refuse-all", fields={"next": target})["Location"] == lands


def test_the_form_remembers_the_page_that_the_visitor_came_from(client: Client) -> None:
    html = client.get("/cookies/", headers={"Referer": "http://testserver/sv/om/"}).content.decode()
    assert 'name="next" value="/sv/om/"' in html
    html = client.get("/cookies/", headers={"Referer": "http://evil.example/x"}).content.decode()
    assert 'name="next"' not in html


def test_a_script_gets_no_page(client: Client) -> None:
    response = decide(client, "accept-all", HTTP_ACCEPT="application/json")
    assert response.status_code == 200
    assert response.json()["receipt"] == chosen(client).receipt
    assert response.json()["choice"] == response.cookies["cookie_choice"].value


@pytest.mark.parametrize(("language", "title"), [("sv", "Dina cookieval"), ("en", "Your cookie")])
def test_the_address_may_name_the_language(client: Client, language: str, title: str) -> None:
    html = client.get(f"/cookies/?lang={language}", headers={"Accept-Language": "de"})
    assert title in html.content.decode()


def test_it_offers_the_languages_that_the_site_has_pages_in(client: Client, settings: Any) -> None:
    settings.LANGUAGES = [("sv", "Swedish"), ("en", "English"), ("de", "German"), ("fr", "French")]
    Locale.objects.get_or_create(language_code="de")
    given = client.get("/cookies/?lang=de").context["language_urls"]
    codes = list(Locale.objects.order_by("pk").values_list("language_code", flat=True))
    assert [each["code"] for each in given] == codes
    assert "fr" not in codes
    assert {"code": "de", "name": "Deutsch", "url": "/cookies/?lang=de"} in given


def test_the_policy_is_found_from_a_language_with_its_region(client: Client, settings: Any) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("sv-fi", "Finland-Swedish")]
    policy_page()
    assert client.get("/cookies/?lang=sv-fi").context["policy_url"].endswith("/cookies/")


def test_the_signal_that_came_later_shows_and_can_be_overridden(client: Client) -> None:
    DeclaredGroup.objects.update(marketing=True)
    forget()
    signal = {"HTTP_SEC_GPC": "1"}
    with freeze_time(timezone.now() - timedelta(minutes=5)):
        decide(client, "accept-all")
    assert client.get("/cookies/?lang=en").content.decode().count(" checked") == 2
    html = client.get("/cookies/?lang=en", **signal).content.decode()
    assert html.count("Refused by your browser") == 2
    assert " checked" not in html
    decide(client, "accept", "video", **signal)
    html = client.get("/cookies/?lang=en", **signal).content.decode()
    assert html.count("Refused by your browser") == 1
    assert html.count(" checked") == 1


def test_an_unknown_language_is_ignored(client: Client) -> None:
    assert client.get("/cookies/?lang=xx").status_code == 200


def test_a_forged_cookie_shows_as_no_choice(client: Client) -> None:
    both = [row("analytics"), row("video")]
    value = choices.dump(Choice().decide(both, accepted=True))
    client.cookies["cookie_choice"] = value
    assert "Not decided" not in client.get("/cookies/?lang=en").content.decode()
    client.cookies["cookie_choice"] = value.rpartition(":")[0] + ":forged"
    assert "Not decided" in client.get("/cookies/?lang=en").content.decode()


def test_the_policy_of_this_language_is_linked(client: Client) -> None:
    page = policy_page()
    assert page.url in client.get("/cookies/?lang=sv").content.decode()
