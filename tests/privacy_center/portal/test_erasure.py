from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from privacy_center.erasure.models import ErasureRun
from privacy_center.erasure.sweeping import sweep
from privacy_center.requests import PrivacyRequest, State
from privacy_center.subjects import Subject
from tests.privacy_center.policy.factories import make_activity, make_bookkeeping, make_controller
from tests.privacy_center.portal.people import address, everything, person, sign_in, site
from tests.testapp.factories import member
from tests.testapp.models import Member

pytestmark = pytest.mark.django_db


def anna_of_the_club() -> Subject:
    site()
    make_controller(authority_name="The Authority")
    make_bookkeeping("members")
    anna = person("anna@example.com")
    member(anna, name="Anna Ek", phone="+46 70 111", joined_on=dt.date(2026, 1, 1))
    member(anna, name="Anna Ek", phone="+46 70 111", joined_on=dt.date(2010, 1, 1))
    return anna


def erase(browser: Client) -> str:
    return browser.post(address("erasure_confirm")).headers["Location"]


def test_the_preview_says_what_goes_what_stays_until_when_and_by_which_law() -> None:
    page = sign_in(anna_of_the_club()).get(address("erasure")).content.decode()
    for words in (
        "This goes",
        "This must stay for now",
        "Until 31 December 2033",
        "17(3)(b)",
        "Bokföringslagen (1999:1078) 7 kap. 2 §",
        "You lose your account",
        "Back-up copies",
        "The Authority",
        "Download my data first",
    ):
        assert words in page
    assert "everything" not in page.split("<main")[1].lower()


def test_whoever_has_not_just_proved_themselves_erases_nothing() -> None:
    browser = sign_in(anna_of_the_club())
    before = everything("django_session", "usersessions_")
    for answer in (
        browser.get(address("erasure_confirm")),
        browser.post(address("erasure_confirm")),
    ):
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("account_reauthenticate"))
    assert everything("django_session", "usersessions_") == before


def test_a_post_that_came_too_late_is_not_carried_out_by_proving_oneself() -> None:
    browser = sign_in(anna_of_the_club())
    way = browser.post(address("erasure_confirm")).url
    answer = browser.post(way, {"password": "secret-hash"})
    assert answer.url == address("erasure_confirm")
    assert not ErasureRun.objects.exists()


def test_each_batch_is_committed_where_requests_are_transactions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)
    browser = sign_in(anna_of_the_club(), proved=True)
    receipt = erase(browser)
    assert "Receipt of your erasure" in browser.get(receipt).content.decode()
    assert ErasureRun.objects.get().status == "complete"


def test_erasing_signs_out_and_hands_over_the_receipt() -> None:
    anna = anna_of_the_club()
    browser = sign_in(anna, proved=True)
    receipt = erase(browser)
    page = browser.get(receipt).content.decode()
    assert "Receipt of your erasure" in page
    assert "Nobody can sign in with it any more." in page
    assert "_auth_user_id" not in browser.session
    assert not get_user_model().objects.filter(email="anna@example.com").exists()
    kept = Member.objects.get(name="Anna Ek")
    assert (kept.phone, kept.user) == ("", None)
    request = PrivacyRequest.objects.get(kind="erasure")
    assert request.state == State.PARTIALLY_REFUSED
    last = request.events.last()
    assert last is not None
    assert "31 December 2033" in last.note
    assert (request.user, request.subject) == (None, anna.pseudonym)


def test_another_persons_data_is_untouched() -> None:
    anna = anna_of_the_club()
    erik = person("erik@example.com")
    his = member(erik, name="Erik", phone="+46 70 999")
    before = Member.objects.filter(pk=his.pk).values().get()
    account = get_user_model().objects.filter(pk=erik.user.pk).values().get()
    erase(sign_in(anna, proved=True))
    assert Member.objects.filter(pk=his.pk).values().get() == before
    assert get_user_model().objects.filter(pk=erik.user.pk).values().get() == account


def test_pressing_again_is_harmless() -> None:
    browser = sign_in(anna_of_the_club(), proved=True)
    erase(browser)
    before = everything("django_session")
    assert erase(browser).startswith(reverse("account_login"))
    assert everything("django_session") == before


def test_two_windows_make_one_erasure() -> None:
    anna = anna_of_the_club()
    first, second = sign_in(anna, proved=True), sign_in(anna, proved=True)
    erase(first)
    assert erase(second).startswith(reverse("account_login"))
    assert ErasureRun.objects.count() == 1


def test_while_a_worker_is_at_it_the_person_is_led_to_its_receipt() -> None:
    anna = anna_of_the_club()
    browser = sign_in(anna, proved=True)
    run = ErasureRun.objects.create(
        pseudonym=anna.pseudonym,
        actor_kind="system",
        lease_until=timezone.now() + dt.timedelta(minutes=5),
    )
    run.hashes.create(pseudonym=anna.pseudonym)
    assert erase(browser) == reverse("privacy_guest:receipt", args=[run.token])
    assert Member.objects.filter(user=anna.user).count() == 2


def test_a_plain_person_of_whom_nothing_is_kept_gets_a_plain_answer() -> None:
    make_activity("account", legal_basis="contract")
    make_activity("security")
    make_activity("rights-requests", legal_basis="legitimate_interest")
    browser = sign_in(person("anna@example.com"), proved=True)
    page = browser.get(erase(browser)).content.decode()
    assert "What there was about you here is gone." in page


def test_a_large_erasure_goes_on_behind_a_receipt_that_says_how_far_it_has_come(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    browser = sign_in(anna_of_the_club(), proved=True)
    receipt = erase(browser)
    page = browser.get(receipt).content.decode()
    assert "Your erasure is being carried out." in page
    assert "0 of " in page
    assert "The account is gone." not in page
    assert Member.objects.filter(name="Anna Ek").count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert [swept.status for swept in sweep()] == ["complete"]
    page = browser.get(receipt).content.decode()
    assert "being carried out" not in page
    assert "The account is gone." in page
    assert PrivacyRequest.objects.get(kind="erasure").state == State.PARTIALLY_REFUSED
