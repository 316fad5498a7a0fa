from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from privacy_center.requests import PrivacyRequest, State, requests_of
from tests.privacy_center.portal.people import address, person, sign_in, site
from tests.testapp.factories import member

pytestmark = pytest.mark.django_db


def test_whoever_has_not_just_proved_themselves_does_so_first() -> None:
    answer = sign_in(person("anna@example.com")).post(address("download"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not PrivacyRequest.objects.exists()


def test_the_package_holds_ones_own_data_alone(django_capture_on_commit_callbacks: Any) -> None:
    site()
    anna = person("anna@example.com")
    member(anna, name="Anna Ek")
    member(person("erik@example.com"), name="Erik Canary")
    browser = sign_in(anna, proved=True)
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(address("download"))
        content = answer.getvalue()  # type: ignore[attr-defined]
    assert answer.headers["Content-Type"] == "application/zip"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = set(package.namelist())
        everything = b"".join(package.read(name) for name in names)
        data = json.loads(package.read("data.json"))
    assert {"data.json", "report.html", "manifest.json"} <= names
    assert "Anna Ek" in repr(data)
    assert b"Canary" not in everything
    assert requests_of(anna).get().state == State.COMPLETED
    assert [message.to for message in mail.outbox] == [["anna@example.com"]]


def test_a_download_that_breaks_off_says_so() -> None:
    site()
    anna = person("anna@example.com")
    answer: Any = sign_in(anna, proved=True).post(address("download"))
    next(iter(answer.streaming_content))
    # By the test client's own way, which keeps the connection that this test's data stands on.
    answer._iterator.close()
    assert requests_of(anna).get().state == State.CANCELLED
    assert not mail.outbox
