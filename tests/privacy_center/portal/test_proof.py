from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from privacy_center.erasure.models import ErasureRun
from privacy_center.subjects import Subject
from tests.privacy_center.portal.people import address, person, sign_in, site

pytestmark = pytest.mark.django_db

Commit = Callable[..., Any]


def without_password(email: str = "anna@example.com") -> Subject:
    """An account that has nothing to prove itself with but its mailbox."""
    subject = person(email)
    subject.user.set_unusable_password()
    subject.user.save()
    return subject


def send(browser: Client, commit: Commit) -> str:
    with commit(execute=True):
        browser.post(address("proof"))
    found = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body)
    assert found
    return found[0]


def test_an_account_without_password_proves_itself_by_a_mailed_code(
    django_capture_on_commit_callbacks: Commit,
) -> None:
    site()
    browser = sign_in(without_password())
    way = browser.get(address("erasure_confirm")).url
    assert way.startswith(address("proof"))
    assert browser.post(address("erasure_confirm")).url == way
    assert not ErasureRun.objects.exists()
    code = send(browser, django_capture_on_commit_callbacks)
    assert mail.outbox[-1].to == ["anna@example.com"]
    assert browser.post(way, {"code": code.lower()}).url == address("erasure_confirm")
    assert browser.get(address("erasure_confirm")).status_code == 200


def test_a_code_holds_once(django_capture_on_commit_callbacks: Commit) -> None:
    browser = sign_in(without_password())
    code = send(browser, django_capture_on_commit_callbacks)
    assert browser.post(address("proof"), {"code": code}).status_code == 302
    assert browser.post(address("proof"), {"code": code}).status_code == 400


def test_a_wrong_code_is_refused_and_guessing_ends_it(
    django_capture_on_commit_callbacks: Commit,
) -> None:
    browser = sign_in(without_password())
    code = send(browser, django_capture_on_commit_callbacks)
    for _ in range(5):
        assert browser.post(address("proof"), {"code": "BBBB-BBBB"}).status_code == 400
    assert browser.post(address("proof"), {"code": code}).status_code == 400
    assert browser.get(address("erasure_confirm")).status_code == 302


def test_a_code_is_good_in_its_own_browser_only(
    django_capture_on_commit_callbacks: Commit,
) -> None:
    anna = without_password()
    code = send(sign_in(anna), django_capture_on_commit_callbacks)
    assert sign_in(anna).post(address("proof"), {"code": code}).status_code == 400


def test_codes_are_mailed_five_times_an_hour(
    django_capture_on_commit_callbacks: Commit,
) -> None:
    browser = sign_in(without_password())
    for _ in range(5):
        send(browser, django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(address("proof")).status_code == 429
    assert len(mail.outbox) == 5


def test_the_session_does_not_hold_the_code(django_capture_on_commit_callbacks: Commit) -> None:
    browser = sign_in(without_password())
    code = send(browser, django_capture_on_commit_callbacks).replace("-", "")
    assert code not in repr(dict(browser.session))


def test_one_is_never_led_to_another_site(django_capture_on_commit_callbacks: Commit) -> None:
    browser = sign_in(without_password())
    code = send(browser, django_capture_on_commit_callbacks)
    answer = browser.post(f"{address('proof')}?next=https://evil.example/", {"code": code})
    assert answer.url == address("home")
