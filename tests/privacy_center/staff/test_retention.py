"""The officer's page for retention."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from home.records.support import SupportCase
from privacy_center.audit import Actor
from privacy_center.audit.models import AuditEntry
from privacy_center.retention import confirm_rules, pending_rules, retain
from privacy_center.retention.models import RetentionApproval, RetentionRun, RetentionSettings
from tests.privacy_center.policy.factories import make_support

from .factories import make_closed_case, make_editor, make_officer

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


def approve(client: Client, shown: str) -> Any:
    return client.post(reverse(PAGE), {"action": "approve", "shown": shown}, follow=True)


@pytest.fixture
def asking() -> None:
    """A rule that is confirmed, a case that is due, and a run that waits for a yes."""
    make_support()
    make_closed_case(800)
    with translation.override("en"):
        confirm_rules(actor=Actor.command())
    RetentionSettings.objects.create(approval_required=True)


@pytest.mark.usefixtures("asking")
def test_approves_what_was_shown(client: Client) -> None:
    response = client.get(reverse(PAGE))
    assert "The run waits for your approval" in response.content.decode()

    html = approve(client, response.context["shown_plan"]).content.decode()

    assert "The run is approved." in html
    assert "is approved. The next nightly run carries it out." in html
    run, _planned = retain(actor=Actor.command())
    assert run.removed == 1
    assert run.approvals.get().approved_by is not None


@pytest.mark.usefixtures("asking")
def test_approves_nothing_that_changed_meanwhile(client: Client) -> None:
    shown = client.get(reverse(PAGE)).context["shown_plan"]
    make_closed_case(900)

    html = approve(client, shown).content.decode()

    assert "What is due has changed since the page was shown." in html
    assert not RetentionApproval.objects.exists()


@pytest.mark.usefixtures("asking")
def test_names_the_table_of_a_jump(client: Client) -> None:
    RetentionSettings.objects.update(approval_required=False, jump_records=0)
    html = client.get(reverse(PAGE)).content.decode()
    assert "It would take more than 20 per cent of" in html


@pytest.mark.usefixtures("asking")
@pytest.mark.parametrize(("name", "kind"), [("csv", "text/csv"), ("json", "application/json")])
def test_exports_each_record_by_key(client: Client, name: str, kind: str) -> None:
    answer = client.get(reverse(f"privacy_retention:{name}"))
    body = answer.getvalue().decode()
    assert answer.headers["Content-Type"] == kind
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "home.supportcase" in body
    assert "anna" not in body


@pytest.mark.usefixtures("asking")
def test_reports_what_a_run_did(client: Client) -> None:
    RetentionSettings.objects.update(approval_required=False)
    with translation.override("en"):
        run, _planned = retain(actor=Actor.command())
    page = reverse("privacy_retention:run", args=[run.pk])
    assert page in client.get(reverse(PAGE)).content.decode()
    html = client.get(page).content.decode()
    assert "Records removed" in html
    assert "Past its time: 2 years" in html
    assert client.get(reverse("privacy_retention:run", args=[run.pk + 1])).status_code == 404


def test_an_editor_sees_none_of_it(client: Client) -> None:
    client.force_login(make_editor())
    run = RetentionRun.objects.create(as_of="2026-01-01", status="complete")
    for name, arguments in (
        (PAGE, []),
        ("privacy_retention:csv", []),
        ("privacy_retention:run", [run.pk]),
    ):
        answer = client.get(reverse(name, args=arguments))
        assert answer.status_code in (302, 403)
