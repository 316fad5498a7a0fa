from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from privacy_center.delivery import PreparedPackage, link_of
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


LARGE = {"SITE_NAME": "Auxentum", "PACKAGE_AT_ONCE": 0}


def ask_for_large(browser: Any, tmp_path: Any, callbacks: Any, **choice: Any) -> Any:
    with (
        override_settings(PRIVACY_CENTER=LARGE, MEDIA_ROOT=tmp_path / "media"),
        callbacks(execute=True),
    ):
        return browser.post(address("download"), choice, follow=True)


def test_only_what_was_chosen(django_capture_on_commit_callbacks: Any) -> None:
    site()
    anna = person("anna@example.com")
    member(anna, name="Anna Canary")
    browser = sign_in(anna, proved=True)
    page = browser.get(address("download")).content.decode()
    assert 'value="account"' in page
    answer: Any = browser.post(address("download"), {"scope": "some", "activity": ["account"]})
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as package:
        data = json.loads(package.read("data.json"))
        everything = b"".join(map(package.read, package.namelist()))
    assert data["selection"] == {
        "right": "access",
        "article": "Art. 15",
        "activities": ["account"],
    }
    assert b"Canary" not in everything
    answer = browser.post(address("download"), {"scope": "portability"})
    answer.getvalue()
    assert requests_of(anna).first().kind == "portability"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "choice",
    [{"scope": "some"}, {"scope": "some", "activity": ["nothing"]}, {"scope": "other"}],
)
def test_a_choice_that_cannot_be_is_told(choice: dict[str, Any]) -> None:
    site()
    answer = sign_in(person("anna@example.com"), proved=True).post(address("download"), choice)
    assert answer.status_code == 400
    assert 'id="choice-error"' in answer.content.decode()
    assert not PrivacyRequest.objects.exists()


def test_a_large_one_is_made_in_the_background_and_fetched_once(
    tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    site()
    anna, erik = person("anna@example.com"), person("erik@example.com")
    member(anna, name="Anna Ek")
    browser = sign_in(anna, proved=True)
    page = ask_for_large(browser, tmp_path, django_capture_on_commit_callbacks)
    assert page.redirect_chain == [(address("download"), 302)]
    package = PreparedPackage.objects.get()
    link = address("fetch", link_of(package))
    assert "Your package is ready" in browser.get(address("download")).content.decode()
    assert browser.get(address("package_progress")).status_code == 204
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        other = sign_in(erik, proved=True)
        assert other.post(link).status_code == 404
        assert other.get(link).status_code == 404
        assert sign_in(anna).post(link).url.startswith(reverse("account_reauthenticate"))  # type: ignore[attr-defined]
        assert browser.get(link).status_code == 302
        answer: Any = browser.post(link)
        assert answer.headers["Content-Length"] == str(package.size)
        assert "no-store" in answer.headers["Cache-Control"]
        with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
            assert archive.testzip() is None
        replayed, never = browser.post(link), browser.post(address("fetch", "never"))
    assert (replayed.status_code, never.status_code) == (404, 404)
    assert "no-store" in replayed.headers["Cache-Control"]


def test_one_that_is_being_made_shows_how_far_it_is(tmp_path: Any) -> None:
    site()
    anna = person("anna@example.com")
    browser = sign_in(anna, proved=True)
    with override_settings(PRIVACY_CENTER=LARGE):
        # Nothing runs before the test's transaction has committed.
        page = browser.post(address("download"), follow=True).content.decode()
    PreparedPackage.objects.update(state="working", done=50, records=200)
    assert "We are putting your package together" in page
    part = browser.get(address("package_progress"))
    assert "50 of 200 records" in part.content.decode()
    assert "no-store" in part.headers["Cache-Control"]
    assert sign_in(person("erik@example.com")).get(address("package_progress")).status_code == 204
