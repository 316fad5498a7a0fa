"""Looking a person up: with a reason, on the trail, and never by an address in a URL."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time

from privacy_center.audit.models import AuditEntry
from privacy_center.rectification.models import CorrectionProposal
from privacy_center.requests import Kind, PrivacyRequest, open_request
from privacy_center.subjects import Subject
from tests.privacy_center.portal.people import PASSWORD
from tests.testapp.factories import masked, member, person
from tests.testapp.models import Member

from .factories import make_editor, make_officer

pytestmark = pytest.mark.django_db
INDEX = "privacy_people:index"
ANNA = "anna@example.com"


@pytest.fixture
def anna() -> Subject:
    return person(ANNA)


@pytest.fixture
def officer(client: Client) -> Any:
    officer = make_officer()
    officer.set_password(PASSWORD)
    officer.save()
    client.force_login(officer)
    return officer


def look_up(client: Client, email: str = ANNA, **fields: str) -> Any:
    return client.post(reverse(INDEX), {"email": email, "reason": "request"} | fields)


def looks() -> list[dict[str, Any]]:
    rows = AuditEntry.objects.filter(action__startswith="person_").order_by("seq")
    return [{"action": row.action, "actor": row.actor, **row.details} for row in rows]


def test_the_officer_sees_what_the_person_sees(client: Client, officer: Any, anna: Subject) -> None:
    mine = member(anna, name="Canary of Anna", phone="+46 70 111")
    member(person("erik@example.com"), name="Canary of Erik")
    found = look_up(client, "Anna@Example.com")
    assert found.status_code == 302
    assert "anna" not in found.url.casefold()
    response = client.get(found.url)
    html = response.content.decode()
    assert "Canary of Anna" in html
    assert "Canary of Erik" not in html
    assert "no-store" in response["Cache-Control"]
    record = reverse(
        "privacy_people:record",
        args=[found.url.rstrip("/").split("/")[-1], "testapp.member", mine.pk],
    )
    assert record in html
    assert "/account/privacy/" not in html[html.index("pc-staff") : html.index("</main>")]


def test_each_look_is_on_the_trail_with_its_reason_and_without_the_person(
    client: Client, officer: Any, anna: Subject
) -> None:
    member(anna)
    asked = open_request(Kind.ACCESS, anna, actor=None)
    found = look_up(client, reference=asked.reference.lower())
    client.get(found.url)
    client.get(found.url + "data/testapp.member/?activity=members")
    assert [(look["action"], look.get("page")) for look in looks()] == [
        ("person_looked_up", None),
        ("person_viewed", "overview"),
        ("person_viewed", "records"),
    ]
    assert {look["reason"] for look in looks()} == {"request"}
    assert {look["request"] for look in looks()} == {asked.reference}
    assert {look["actor"] for look in looks()} == {f"staff:{officer.pk}"}
    assert "anna" not in repr(list(AuditEntry.objects.values("subject", "details"))).casefold()


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": ""},
        {"reason": "curious"},
        {"email": "no address"},
        {"reference": "Anna Ek"},
    ],
)
def test_without_a_reason_nobody_is_looked_up(
    client: Client, officer: Any, anna: Subject, fields: dict[str, str]
) -> None:
    assert look_up(client, **fields).status_code == 200
    assert looks() == []


def test_an_address_of_nobody_is_said_and_noted(client: Client, officer: Any) -> None:
    answer = look_up(client, "nobody@example.com")
    assert answer.status_code == 200
    assert "We hold nothing" in answer.content.decode()
    ((look),) = looks()
    assert look["found"] is False


def test_somebody_without_an_account_is_found(client: Client, officer: Any) -> None:
    member(None, email="guest@example.com", name="Canary of a guest")
    found = look_up(client, "guest@example.com")
    assert "Canary of a guest" in client.get(found.url).content.decode()


def test_a_key_is_one_sessions_and_holds_half_an_hour(
    client: Client, officer: Any, anna: Subject
) -> None:
    with freeze_time("2026-11-22 12:00:00", real_asyncio=True):
        client.force_login(officer)
        found = look_up(client)
        assert client.get(found.url).status_code == 200
        other = Client()
        other.force_login(officer)
        assert other.get(found.url).status_code == 404
    with freeze_time("2026-11-22 12:31:00", real_asyncio=True):
        assert client.get(found.url).status_code == 404


def test_the_session_does_not_hold_the_address(client: Client, officer: Any, anna: Subject) -> None:
    look_up(client)
    assert "anna" not in json.dumps(dict(client.session)).casefold()


def test_the_officer_corrects_in_the_persons_name(
    client: Client,
    officer: Any,
    anna: Subject,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    mine, theirs = member(anna, phone="+46 70 111"), member(person("erik@example.com"))
    found = look_up(client)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            f"{found.url}data/testapp.member/{mine.pk}/",
            {"action": "correct", "now-phone": "+46 70 222", "now-preferences": "{}"},
        )
    assert answer.status_code == 302
    mine.refresh_from_db()
    assert mine.phone == "+46 70 222"
    entry = AuditEntry.objects.get(action="data_rectified")
    assert (entry.actor, entry.subject) == (f"staff:{officer.pk}", anna.pseudonym)
    assert mailoutbox[-1].to == [ANNA]
    assert client.get(f"{found.url}data/testapp.member/{theirs.pk}/").status_code == 404
    client.post(
        f"{found.url}data/testapp.member/{mine.pk}/",
        {"action": "propose", "field": "name", "review-name-value": "Anna Alm"},
    )
    assert CorrectionProposal.objects.get().user == anna.user
    assert PrivacyRequest.objects.filter(correction__isnull=False).get().user == anna.user
    assert Member.objects.get(pk=mine.pk).name == "Anna Ek"


def test_the_copy_is_fetched_by_who_has_just_proved_themselves(
    client: Client, officer: Any, anna: Subject
) -> None:
    member(anna, name="Canary of Anna")
    member(person("erik@example.com"), name="Canary of Erik")
    found = look_up(client)
    assert client.post(found.url).status_code == 302
    assert not AuditEntry.objects.filter(action="data_exported").exists()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    package = b"".join(client.post(found.url).streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        text = archive.read("data.json").decode()
    assert "Canary of Anna" in text
    assert "Canary of Erik" not in text
    exported = AuditEntry.objects.get(action="data_exported")
    assert (exported.actor, exported.subject) == (f"staff:{officer.pk}", anna.pseudonym)


def test_what_is_masked_to_the_person_is_masked_to_the_officer(
    client: Client, officer: Any, anna: Subject
) -> None:
    mine = member(anna, name="Hidden Name")
    with masked("name"):
        found = look_up(client)
        assert "Hidden Name" not in client.get(found.url).content.decode()
        record = f"{found.url}data/testapp.member/{mine.pk}/"
        asked = {"action": "reveal", "field": "name"}
        assert client.post(record, asked).status_code == 302
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        assert "Hidden Name" in client.post(record, asked).content.decode()
    assert AuditEntry.objects.get(action="data_revealed").actor == f"staff:{officer.pk}"


def test_nobody_but_an_officer_looks_anybody_up(client: Client, anna: Subject) -> None:
    client.force_login(make_editor())
    for answer in (client.get(reverse(INDEX)), look_up(client)):
        assert answer.status_code in (302, 403)
        assert "people" not in answer.get("Location", "")
    for where in ("person", "source", "record"):
        given = ["x" * 22, "testapp.member", 1][: {"person": 1, "source": 2, "record": 3}[where]]
        answer = client.get(reverse(f"privacy_people:{where}", args=given))
        assert answer.status_code in (302, 403)
    assert looks() == []


@pytest.fixture(autouse=True)
def _in_english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


def test_the_officer_sees_it_by_date_and_nobody_elses(
    client: Client, officer: Any, anna: Subject
) -> None:
    member(anna, name="Canary of Anna", joined_on=dt.date(2025, 3, 1))
    member(person("erik@example.com"), name="Canary of Erik", joined_on=dt.date(2025, 3, 1))
    found = look_up(client)
    html = client.get(found.url + "timeline/").content.decode()
    assert "Canary of Anna" in html
    assert "Canary of Erik" not in html
    assert found.url + "search/" in html
    assert "/account/privacy/" not in html[html.index("pc-staff") : html.index("</main>")]
    assert looks()[-1]["page"] == "timeline"


def test_the_officer_searches_and_the_word_is_on_no_trail(
    client: Client, officer: Any, anna: Subject
) -> None:
    member(anna, name="Canary of Anna")
    member(person("erik@example.com"), name="Canary of Erik")
    found = look_up(client)
    html = client.post(found.url + "search/", {"wanted": "canary"}).content.decode()
    assert "Canary of Anna" in html
    assert "Canary of Erik" not in html
    assert looks()[-1]["page"] == "search"
    assert "canary" not in json.dumps(looks()).casefold()


@pytest.mark.parametrize("page", ["timeline/", "search/"])
def test_nobody_else_opens_these_pages(
    client: Client, officer: Any, anna: Subject, page: str
) -> None:
    found = look_up(client)
    assert client.get(found.url + page).status_code == 200
    another_session = Client()
    another_session.force_login(officer)
    assert another_session.get(found.url + page).status_code == 404
    editor = Client()
    editor.force_login(make_editor())
    assert editor.post(found.url + page, {"wanted": "canary"}).status_code in (302, 403)
