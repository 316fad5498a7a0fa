"""The officer's page for one erasure, as the officer's browser sees it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from home.records.support import SupportCase
from privacy_center.activities.choices import LegalBasis
from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.audit.models import AuditEntry
from privacy_center.erasure import erase
from privacy_center.erasure.deciding import reviews
from privacy_center.erasure.models import ErasureRun
from privacy_center.holds.models import LegalHold
from privacy_center.subjects import subject_of_email
from tests.privacy_center.policy.factories import make_support

from .factories import make_closed_case, make_editor, make_officer

pytestmark = pytest.mark.django_db

ANNA = "anna@example.com"


@pytest.fixture
def run(db: None) -> ErasureRun:
    """Anna's erasure, waiting for an open case."""
    make_support()
    case = make_closed_case(10)
    case.reopen()
    return erase(subject_of_email(ANNA), actor=Actor.command(), language="en")


def page(run: ErasureRun, name: str = "decide") -> str:
    return reverse(f"privacy_erasures:{name}", args=[run.pk])


def decision(run: ErasureRun, **fields: Any) -> dict[str, Any]:
    (review,) = reviews(run)
    given = {"step": review.key, "shown": review.shown, "decision": "erase", "reason": "Over."}
    return given | fields


def test_the_page_shows_what_waits_and_no_cache_keeps_it(client: Client, run: ErasureRun) -> None:
    client.force_login(make_officer())
    assert page(run) in client.get(page(run, "inspect")).content.decode()
    response = client.get(page(run))
    html = response.content.decode()
    assert "1 record waits" in html
    assert "Message of" in html
    assert "no-store" in response["Cache-Control"]
    assert ANNA not in html


def test_erasing_carries_it_out_and_sends_the_receipt(
    client: Client, run: ErasureRun, mailoutbox: list[Any]
) -> None:
    client.force_login(make_officer())
    response = client.post(page(run), decision(run))
    assert response.status_code == 302
    assert ANNA not in response["Location"]
    run.refresh_from_db()
    assert (run.status, run.identifiers) == ("complete", "")
    assert not SupportCase.objects.exists()
    assert mailoutbox[-1].to == [ANNA]


@pytest.mark.parametrize("name", ["decide", "retry"])
def test_each_batch_is_committed_where_requests_are_transactions(
    client: Client, run: ErasureRun, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    client.force_login(make_officer())
    fields = decision(run)
    if name == "retry":
        SupportCase.objects.get().close()
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)
    assert client.post(page(run, name), fields).status_code == 302
    run.refresh_from_db()
    assert run.status == "complete"


def test_keeping_needs_a_day_to_look_again(client: Client, run: ErasureRun) -> None:
    officer = make_officer()
    client.force_login(officer)
    refused = client.post(page(run), decision(run, decision="claim"))
    assert "Say when you look at it again" in refused.content.decode()
    assert not LegalHold.objects.exists()
    client.post(page(run), decision(run, decision="claim", review_on="2099-01-01"))
    hold = LegalHold.objects.get()
    assert (hold.source, hold.ground, hold.set_by) == ("home.supportcase", "claim", officer)
    run.refresh_from_db()
    assert run.receipt()["steps"][0]["exemption"] == "17(3)(e)"
    assert AuditEntry.objects.filter(action="erasure_decided").count() == 1


def test_an_error_brings_no_ground_that_was_not_offered(client: Client, run: ErasureRun) -> None:
    ProcessingActivity.objects.update(legal_basis=LegalBasis.CONTRACT)
    client.force_login(make_officer())
    for html in (
        client.get(page(run)).content.decode(),
        client.post(page(run), decision(run, decision="claim")).content.decode(),
    ):
        assert "Keep it for a legal claim" in html
        assert "Keep it on compelling grounds" not in html


def test_what_has_changed_since_is_looked_at_again(client: Client, run: ErasureRun) -> None:
    client.force_login(make_officer())
    given = decision(run)
    make_closed_case(1).reopen()
    # It was sent before the erasure, or it would not be part of it.
    SupportCase.objects.update(submit_time=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    html = client.post(page(run), given).content.decode()
    assert "changed in the meantime" in html
    assert SupportCase.objects.count() == 2


@pytest.mark.parametrize("name", ["decide", "retry", "progress"])
def test_nobody_but_an_officer_comes_here(client: Client, run: ErasureRun, name: str) -> None:
    client.force_login(make_editor())
    for answer in (client.get(page(run, name)), client.post(page(run, name), {})):
        assert answer.status_code in (302, 403, 405)
    run.refresh_from_db()
    assert run.status == "awaiting_decision"


def test_the_progress_is_a_fragment_without_anybodys_name(client: Client, run: ErasureRun) -> None:
    client.force_login(make_officer())
    html = client.get(page(run, "progress")).content.decode()
    assert "<html" not in html
    assert "Support cases" in html
    assert ANNA not in html


def test_a_closed_run_has_nothing_to_decide(client: Client, run: ErasureRun) -> None:
    client.force_login(make_officer())
    given = decision(run)
    client.post(page(run), given)
    assert "Nothing waits for you here" in client.get(page(run)).content.decode()
    assert client.post(page(run), given).status_code == 302
