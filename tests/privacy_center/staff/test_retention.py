"""The officer's page for retention."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from home.records.support import SupportCase
from privacy_center.audit.models import AuditEntry
from privacy_center.retention import pending_rules
from tests.privacy_center.policy.factories import make_support

from .factories import make_closed_case, make_officer

pytestmark = pytest.mark.django_db

PAGE = "privacy_retention:index"


@pytest.fixture(autouse=True)
def _officer(client: Client) -> None:
    client.force_login(make_officer())


def confirm(client: Client, shown: str) -> Any:
    return client.post(reverse(PAGE), {"shown": shown}, follow=True)


def test_shows_counts_and_nobody(client: Client) -> None:
    make_support()
    make_closed_case(800)
    make_closed_case(10)
    html = client.get(reverse(PAGE)).content.decode()
    assert "Past its time: 2 years from" in html
    assert "anna" not in html


def test_confirms_what_was_shown(client: Client) -> None:
    make_support()
    response = client.get(reverse(PAGE))
    assert "Rules that wait for you" in response.content.decode()

    html = confirm(client, response.context["shown"]).content.decode()

    assert "1 rule is confirmed." in html
    assert pending_rules() == []
    entry = AuditEntry.objects.get(action="retention_rule_confirmed")
    assert entry.actor.startswith("staff:")


def test_confirms_nothing_that_changed_meanwhile(client: Client) -> None:
    support = make_support()
    shown = client.get(reverse(PAGE)).context["shown"]
    type(support).objects.update(period_value=1)

    html = confirm(client, shown).content.decode()

    assert "The rules have changed since the page was shown." in html
    assert len(pending_rules()) == 1


def test_looking_changes_nothing(client: Client) -> None:
    make_support()
    make_closed_case(800)
    client.get(reverse(PAGE))
    assert SupportCase.objects.count() == 1
    assert len(pending_rules()) == 1
