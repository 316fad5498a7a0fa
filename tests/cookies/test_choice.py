from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cookies import choice as choices
from cookies.choice import Choice
from cookies.conf import CookieSettingsReader
from cookies.declarations.group import DeclaredGroup
from cookies.declarations.snapshot import forget

from .factories import group, row

pytestmark = pytest.mark.django_db


def test_a_choice_comes_back_from_its_cookie() -> None:
    group("analytics")
    group("video")
    chosen = Choice().decide([row("analytics")], accepted=True)
    chosen = chosen.decide([row("video")], accepted=False)
    read = choices.load(choices.dump(chosen))
    assert read == chosen
    assert read.accepts(row("analytics")) is True
    assert read.accepts(row("video")) is False


def test_the_value_needs_no_quoting_in_a_cookie() -> None:
    group("a-b_C9")
    response = HttpResponse()
    value = choices.dump(Choice().decide([row("a-b_C9")], accepted=True))
    choices.store(response, value, secure=True)
    cookie = response.cookies["cookie_choice"]
    assert '"' not in cookie.coded_value
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["httponly"]


def test_refusing_takes_back_an_acceptance() -> None:
    group()
    chosen = Choice().decide([row()], accepted=True).decide([row()], accepted=False)
    assert choices.load(choices.dump(chosen)).accepts(row()) is False


def test_a_forged_cookie_is_no_choice() -> None:
    group()
    refused = choices.dump(Choice().decide([row()], accepted=False))
    assert choices.load(refused.replace(".r.", ".a.")) == Choice()
    assert choices.load(refused[:-1]) == Choice()


def test_a_choice_signed_with_another_key_is_no_choice(settings: object) -> None:
    group()
    value = choices.dump(Choice().decide([row()], accepted=True))
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    assert choices.load(value) == Choice()


@pytest.mark.parametrize("value", ["", "1", "1~", "~", ":", "é" * 40, "x" * 5000, "1~a.1.a.1:x"])
def test_whatever_is_malformed_is_no_choice(value: str) -> None:
    assert choices.load(value) == Choice()


def signed(form: str) -> Choice:
    """What a value of this form, signed with the site's own key and of this minute, is read as."""
    return choices.load(choices._signer().sign(form.format(now=int(time.time()))))


@pytest.mark.parametrize(
    "form",
    [
        "2",
        "1~~analytics.1.a.{now}",
        "2~analytics.1.a.{now}",
        "2~~analytics.1.z.{now}",
        "2~~analytics.1.a.{now}0",
        "2~~analytics.1000000000.a.{now}",
        "2~re ceipt~analytics.1.a.{now}",
    ],
)
def test_a_signed_value_of_another_form_is_no_choice(form: str) -> None:
    assert signed(form) == Choice()


def test_a_signed_value_of_this_form_is_a_choice() -> None:
    assert signed("2~receipt~analytics.1.a.{now}").decisions["analytics"].accepted


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_no_text_is_ever_an_error(value: str) -> None:
    assert choices.load(value) == Choice()


@pytest.mark.parametrize("accepted", [True, False])
def test_a_choice_is_asked_for_again_after_six_months(accepted: bool) -> None:
    group()
    value = choices.dump(Choice().decide([row()], accepted=accepted))
    with freeze_time(timezone.now() + timedelta(days=181)):
        assert choices.load(value).accepts(row()) is accepted
    with freeze_time(timezone.now() + timedelta(days=183)):
        assert choices.load(value) == Choice()


def test_a_decision_of_tomorrow_is_made_up() -> None:
    group()
    with freeze_time(timezone.now() + timedelta(days=2)):
        value = choices.dump(Choice().decide([row()], accepted=True))
    assert choices.load(value) == Choice()


def test_a_new_version_of_a_group_asks_anew_for_that_group_alone() -> None:
    group("analytics")
    group("video")
    chosen = Choice().decide([row("analytics"), row("video")], accepted=True)
    group("analytics", "_new")
    assert chosen.accepts(row("analytics")) is None
    assert chosen.accepts(row("video")) is True


def test_a_later_decision_on_one_group_does_not_prolong_another() -> None:
    group("analytics")
    group("video")
    with freeze_time(timezone.now() - timedelta(days=100)):
        first = Choice().decide([row("analytics")], accepted=True)
    both = first.decide([row("video")], accepted=True)
    assert both.decisions["analytics"].at < both.decisions["video"].at
    assert both.until == both.decisions["analytics"].until


def test_groups_that_are_gone_leave_the_choice() -> None:
    gone = group("video")
    group("analytics")
    chosen = Choice().decide([row("analytics"), row("video")], accepted=True)
    gone.delete()
    assert set(chosen.only([row("analytics")]).decisions) == {"analytics"}


def test_a_view_can_ask_whether_a_group_is_accepted() -> None:
    group("analytics")
    group("necessary", required=True)
    request = RequestFactory().get("/")
    assert choices.accepted(request, "necessary")
    assert not choices.accepted(request, "analytics")
    assert not choices.accepted(request, "unheard-of")
    request.COOKIES["cookie_choice"] = choices.dump(Choice().decide([row()], accepted=True))
    assert choices.accepted(request, "analytics")


def marketing() -> None:
    group("marketing")
    DeclaredGroup.objects.update(marketing=True)
    forget()


def test_an_acceptance_from_before_global_privacy_control_does_not_stand_against_it() -> None:
    marketing()
    with freeze_time(timezone.now() - timedelta(minutes=5)):
        chosen = Choice().decide([row("marketing")], accepted=True)
    read = choices.load(choices.dump(chosen))
    assert read.accepts(row("marketing")) is True
    assert read.accepts(row("marketing"), gpc=True) is False
    group("video")
    other = read.decide([row("video")], accepted=True, gpc=True)
    assert other.accepts(row("marketing"), gpc=True) is False
    assert other.accepts(row("video"), gpc=True) is True


def test_an_acceptance_against_global_privacy_control_stands() -> None:
    marketing()
    chosen = Choice().decide([row("marketing")], accepted=True, gpc=True)
    read = choices.load(choices.dump(chosen))
    assert read == chosen
    assert set(read.decisions) == {"marketing"}
    assert read.accepts(row("marketing"), gpc=True) is True
    with freeze_time(timezone.now() + timedelta(minutes=5)):
        later = read.decide([row("marketing")], accepted=True)
        assert later.accepts(row("marketing"), gpc=True) is False
        assert later.decide([row("marketing")], accepted=False).accepts(row("marketing")) is False


def test_global_privacy_control_is_about_marketing_alone() -> None:
    group("analytics")
    chosen = Choice().decide([row()], accepted=True)
    assert chosen.accepts(row(), gpc=True) is True


def test_a_view_asks_with_the_signal_of_the_browser(rf: Any) -> None:
    marketing()
    before = choices.dump(Choice().decide([row("marketing")], accepted=True))
    request = rf.get("/", headers={"sec-gpc": "1"})
    request.COOKIES["cookie_choice"] = before
    assert not choices.accepted(request, "marketing")
    plain = rf.get("/")
    plain.COOKIES["cookie_choice"] = before
    assert choices.accepted(plain, "marketing")


def test_a_refusal_is_never_shorter_than_an_acceptance(settings: object) -> None:
    settings.PRIVACY_COOKIES = {"ACCEPTANCE_DAYS": 300, "REFUSAL_DAYS": 1}  # type: ignore[attr-defined]
    assert CookieSettingsReader().REFUSAL_DAYS == 300
