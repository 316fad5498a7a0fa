"""The admin's front page: what waits for whoever signs in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from privacy_center.audit import Actor
from privacy_center.requests.erasing import request_erasure
from privacy_center.requests.models import PrivacyRequest
from privacy_center.retention import (
    ApprovalNeeded,
    approve,
    confirm_rules,
    retain,
    retention_plan,
)
from privacy_center.retention.models import RetentionSettings
from privacy_center.subjects import subject_of_email
from tests.privacy_center.policy.factories import make_activity, make_support

from .factories import make_closed_case, make_editor, make_officer

pytestmark = pytest.mark.django_db

HEADING = "Privacy: this waits for you"


def home(client: Client) -> str:
    return client.get("/admin/").content.decode()


def test_the_officer_sees_what_waits_and_nothing_once_it_does_not(client: Client) -> None:
    make_support()
    make_activity("rights-requests", legal_basis="legal_obligation")
    make_closed_case(10).reopen()
    request_erasure(
        subject_of_email("anna@example.com"), actor=Actor.command(), language="en", channel="letter"
    )
    PrivacyRequest.objects.update(due_on=dt.date(2020, 1, 1))
    client.force_login(make_officer())
    html = home(client)
    assert HEADING in html
    assert "1 erasure waits for your decision" in html
    assert "1 retention rule waits for you to confirm it" in html
    assert "1 request is past its last day to answer" in html
    assert f'href="{reverse("privacy_erasures:index")}"' in html
    assert "proposed correction" not in html


def test_retention_does_not_promise_a_run_that_waits(client: Client) -> None:
    make_support()
    make_closed_case(2000)
    client.force_login(make_officer())
    page = client.get(reverse("privacy_retention:index")).content.decode()
    assert "The first run after you have confirmed" in page
    assert "The next run does this" not in page
    confirm_rules(actor=Actor.system())
    page = client.get(reverse("privacy_retention:index")).content.decode()
    assert "run after you have confirmed" not in page
    assert HEADING not in home(client)


def test_a_run_that_waits_to_be_approved_stands_there_until_it_is(client: Client) -> None:
    make_support()
    make_closed_case(2000)
    confirm_rules(actor=Actor.system())
    RetentionSettings.objects.create(approval_required=True)
    with pytest.raises(ApprovalNeeded):
        retain(actor=Actor.system())
    client.force_login(make_officer())
    assert "A retention run waits for your approval" in home(client)
    approve(retention_plan(), actor=Actor.system())
    assert HEADING not in home(client)


def test_an_editor_has_nothing_of_the_officers(client: Client) -> None:
    make_support()
    make_closed_case(10)
    client.force_login(make_editor())
    assert HEADING not in home(client)
