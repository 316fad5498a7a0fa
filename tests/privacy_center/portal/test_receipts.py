from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from privacy_center.audit import Actor
from privacy_center.days import site_today
from privacy_center.erasure.models import ErasureRun
from privacy_center.holds.models import LegalHold
from privacy_center.requests import request_erasure
from privacy_center.requests.models import PrivacyRequest
from privacy_center.staff.waiting import needs_decision
from tests.privacy_center.portal.people import person, site
from tests.testapp.factories import activity, member, message

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> ErasureRun:
    """An erasure of somebody whose membership no published record explains: it waits."""
    site()
    anna = person("anna@example.com")
    member(anna, name="Anna Ek")
    return request_erasure(anna, actor=Actor.person(anna.pseudonym), language="en")


def url(token: str) -> str:
    return reverse("privacy_guest:receipt", args=[token])


def test_a_receipt_needs_no_account_and_names_nobody(run: ErasureRun, client: Client) -> None:
    page = client.get(url(run.token), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert run.reference in page
    assert "anna" not in page.lower()
    assert run.pseudonym not in page


def test_a_receipt_is_kept_from_others(run: ErasureRun, client: Client) -> None:
    answer = client.get(url(run.token))
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_what_failed_or_waits_is_said_with_the_remedies(run: ErasureRun, client: Client) -> None:
    page = client.get(url(run.token), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert run.status != "complete"
    assert "This did not work yet" in page
    assert "go to court" in page


def test_what_waits_for_nothing_but_the_end_of_a_claim_asks_nobody_to_decide(
    client: Client,
) -> None:
    site()
    activity("messages")
    anna, erik = person("anna@example.com"), person("erik@example.com")
    held = message(anna, recipient_email="erik@example.com", recipient_name="Erik")
    LegalHold.objects.create(
        source="testapp.message",
        record_key=str(held.pk),
        reason="A dispute",
        review_on=site_today(),
    )
    run = request_erasure(erik, actor=Actor.person(erik.pseudonym), language="en")
    assert run.status == "awaiting_decision"
    assert not needs_decision(run)
    assert PrivacyRequest.objects.get(subject=erik.pseudonym).state == "partially_refused"
    page = client.get(url(run.token), HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Waiting for a legal claim to end" in page
    (later,) = re.findall(r'<section [^>]*"later".*?</section>', page, re.DOTALL)
    assert "when the legal claim has ended" in later
    assert "locked away" not in later
    assert "This stays for now" in page
    assert "go to court" in page
    assert "decision" not in page


def test_guessing_finds_nothing(run: ErasureRun, client: Client) -> None:
    guesses = ["x", run.token[:-1], run.token.swapcase(), run.token + "x", str(run.pk)]
    guesses += [run.reference, run.pseudonym]
    assert {client.get(url(guess)).status_code for guess in guesses} == {404}


def test_a_receipt_is_only_read(run: ErasureRun, client: Client) -> None:
    assert client.post(url(run.token)).status_code == 405


def test_an_address_that_leads_nowhere_is_kept_from_others_too(
    run: ErasureRun, client: Client
) -> None:
    answer = client.get(url(run.token + "x"))
    assert answer.status_code == 404
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_the_receipt_is_a_file_that_the_site_recognises(
    run: ErasureRun, client: Client, tmp_path: Path
) -> None:
    answer = client.get(reverse("privacy_guest:receipt_file", args=[run.token]))
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    file = tmp_path / "receipt.json"
    file.write_bytes(answer.content)
    call_command("privacy_verify", receipt=str(file), stdout=StringIO())
    document = answer.json()
    assert document["schema"] == "privacy-center/erasure/1"
    assert "anna" not in answer.content.decode().lower()
    file.write_text(json.dumps(document | {"status": "complete, honestly"}))
    with pytest.raises(CommandError, match="altered"):
        call_command("privacy_verify", receipt=str(file), stdout=StringIO())


@pytest.mark.parametrize("content", ["no JSON", "[]"])
def test_what_is_no_receipt_is_refused(db: None, tmp_path: Path, content: str) -> None:
    file = tmp_path / "receipt.json"
    file.write_text(content)
    with pytest.raises(CommandError):
        call_command("privacy_verify", receipt=str(file), stdout=StringIO())


def test_an_unknown_token_has_no_file(db: None, client: Client) -> None:
    assert client.get(reverse("privacy_guest:receipt_file", args=["no"])).status_code == 404
