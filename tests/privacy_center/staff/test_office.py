"""What the privacy officer reads: by pseudonym, and nothing to change."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from privacy_center.audit import Actor, record
from privacy_center.audit.models import AuditEntry
from privacy_center.consent.models import ConsentEvent, ConsentWording
from privacy_center.erasure import erase
from privacy_center.erasure.fates import kept_by
from privacy_center.erasure.models import ErasureRun
from privacy_center.requests import open_request
from privacy_center.requests.erasing import request_erasure
from privacy_center.requests.models import Kind, PrivacyRequest
from privacy_center.staff.consents import counts_by_purpose
from privacy_center.subjects import subject_of_email
from tests.privacy_center.policy.factories import make_support

from .factories import make_closed_case, make_editor, make_officer

pytestmark = pytest.mark.django_db

ANNA = "anna@example.com"


def choose(address_hash: str, state: str, wording: Any) -> None:
    ConsentEvent.objects.create(
        activity="newsletter",
        state=state,
        wording=wording,
        address_hash=address_hash,
        language="en",
        place="/",
        method="form",
    )


def test_a_request_shows_its_timeline_and_a_pseudonym(client: Client) -> None:
    subject = subject_of_email(ANNA)
    request = open_request(Kind.ACCESS, subject, actor=Actor.person(subject.pseudonym))
    client.force_login(make_officer())

    listed = client.get(reverse("privacy_requests:index")).content.decode()
    shown = client.get(reverse("privacy_requests:inspect", args=[request.pk])).content.decode()

    assert request.reference in listed
    assert subject.pseudonym in shown
    assert "Timeline" in shown
    assert ANNA not in listed + shown


def test_an_erasure_shows_its_steps_and_never_its_receipts_address(client: Client) -> None:
    make_support()
    make_closed_case(10)
    run = erase(subject_of_email(ANNA), actor=Actor.command(), language="en")
    client.force_login(make_officer())

    listed = client.get(reverse("privacy_erasures:index")).content.decode()
    shown = client.get(reverse("privacy_erasures:inspect", args=[run.pk])).content.decode()

    assert run.reference in listed
    assert "Support cases" in shown
    assert run.token not in listed + shown
    assert ANNA not in listed + shown


@pytest.fixture
def swedish_run() -> ErasureRun:
    """Anna's erasure, that she asked for in Swedish; a case waits."""
    make_support()
    make_closed_case(10).reopen()
    return request_erasure(
        subject_of_email(ANNA), actor=Actor.command(), language="sv", channel="letter"
    )


def test_request_and_erasure_lead_to_each_other(client: Client, swedish_run: ErasureRun) -> None:
    asked = PrivacyRequest.objects.get()
    addresses = {
        name: reverse(f"privacy_{name}:inspect", args=[record.pk])
        for name, record in (("requests", asked), ("erasures", swedish_run))
    }
    client.force_login(make_officer())
    for name, other in (("requests", "erasures"), ("erasures", "requests")):
        assert f'href="{addresses[other]}"' in client.get(addresses[name]).content.decode()
        for quoted in (asked.reference, swedish_run.reference):
            listed = client.get(reverse(f"privacy_{name}:index"), {"q": quoted}).content.decode()
            assert addresses[name] in listed
            assert asked.reference in listed
            assert swedish_run.reference in listed
        nothing = client.get(reverse(f"privacy_{name}:index"), {"q": "NOSUCH"}).content.decode()
        assert addresses[name] not in nothing


def test_details_are_in_the_sites_time_and_never_none(
    client: Client, swedish_run: ErasureRun
) -> None:
    moment = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)
    ErasureRun.objects.update(created_at=moment)
    PrivacyRequest.objects.update(received_at=moment)
    client.force_login(make_officer())
    for name, key in (
        ("erasures", swedish_run.pk),
        ("requests", PrivacyRequest.objects.get().pk),
    ):
        html = client.get(reverse(f"privacy_{name}:inspect", args=[key])).content.decode()
        assert "2 July 2026, 00:30" in html
        assert "<dd>None" not in "".join(html.split())


def test_steps_are_told_in_the_language_of_whoever_reads_them(
    client: Client, swedish_run: ErasureRun
) -> None:
    step = swedish_run.steps.get(source="home.supportcase")
    assert "inte" in step.ground
    client.force_login(make_officer())
    for name in ("inspect", "decide", "progress"):
        html = client.get(reverse(f"privacy_erasures:{name}", args=[swedish_run.pk]))
        assert "Support cases" in html.content.decode()
        assert "This is not finished" in html.content.decode()
        assert step.ground not in html.content.decode()


def test_a_law_is_named_once(client: Client, swedish_run: ErasureRun) -> None:
    law = "Bokföringslagen (1999:1078) 7 kap. 2 §"
    with translation.override("sv"):
        ground = str(kept_by(law))
    swedish_run.steps.update(ground=ground, legal_reference=law)
    client.force_login(make_officer())
    html = client.get(reverse("privacy_erasures:progress", args=[swedish_run.pk]))
    assert html.content.decode().count(law) == swedish_run.steps.count()
    assert "The law demands that this is kept: Bokf" in html.content.decode()


def test_the_trail_says_who_in_words(client: Client) -> None:
    officer = make_officer()
    for actor in (Actor.command(), Actor.person("a" * 32), Actor.staff(officer)):
        record("tested", actor=actor)
    client.force_login(officer)
    html = client.get(reverse("privacy_audit:index")).content.decode()
    for words in ("A command on the server", "The person", f"Staff, account no. {officer.pk}"):
        assert words in html


def test_an_entry_of_the_trail_spells_out_its_details(client: Client) -> None:
    record("tested", actor=Actor.system(), fields=["phone"], note="<b>bold</b>")
    client.force_login(make_officer())
    entry = AuditEntry.objects.get(action="tested")
    html = client.get(reverse("privacy_audit:inspect", args=[entry.pk])).content.decode()
    assert "phone" in html
    assert "<b>bold</b>" not in html


def test_consents_are_counted_once_an_address_by_the_latest_choice(client: Client) -> None:
    wording = ConsentWording.objects.create(
        activity="newsletter", language="en", version=1, text="Yes."
    )
    choose("a" * 32, "given", wording)
    choose("a" * 32, "withdrawn", wording)
    choose("b" * 32, "given", wording)

    (counted,) = counts_by_purpose()

    assert (counted.given, counted.withdrawn) == (1, 1)
    client.force_login(make_officer())
    html = client.get(reverse("privacy_consents:index")).content.decode()
    assert "newsletter" in html
    assert "a" * 32 not in html


@pytest.mark.parametrize("view", ["requests", "erasures", "audit"])
def test_an_editor_reads_no_details(client: Client, view: str) -> None:
    client.force_login(make_editor())
    key = "00000000-0000-0000-0000-000000000000" if view == "erasures" else 1
    response = client.get(reverse(f"privacy_{view}:inspect", args=[key]))
    assert response.status_code in (302, 403, 404)
