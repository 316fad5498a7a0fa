"""The records of processing in the admin."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from privacy_center.audit.models import AuditEntry
from tests.privacy_center.policy.factories import make_controller, make_support

from .factories import make_editor, make_officer

pytestmark = pytest.mark.django_db


def address() -> str:
    return reverse("privacy_register:index")


@pytest.mark.parametrize("make", [make_editor, make_officer])
def test_it_shows_the_records_and_what_is_missing(client: Client, make) -> None:
    make_controller()
    support = make_support()
    client.force_login(make())
    page = client.get(address()).content.decode()
    assert "Customer service" in page
    assert "not written yet" in page
    assert reverse(support.snippet_viewset.get_url_name("edit"), args=[support.pk]) in page
    assert not AuditEntry.objects.exists()


def test_a_file_is_noted_in_the_trail(client: Client) -> None:
    make_support()
    officer = make_officer()
    client.force_login(officer)
    response = client.post(address(), {"format": "json", "language": "sv"})
    assert response["Content-Disposition"].startswith("attachment")
    assert json.loads(response.content)["language"] == "sv"
    [entry] = AuditEntry.objects.filter(action="records_exported")
    assert entry.actor == f"staff:{officer.pk}"
    assert entry.details == {"format": "json", "language": "sv"}


@pytest.mark.parametrize("chosen", [{"format": "pdf", "language": "sv"}, {"format": "csv"}, {}])
def test_what_is_not_offered_is_not_made(client: Client, chosen: dict[str, str]) -> None:
    client.force_login(make_editor())
    assert client.post(address(), chosen).status_code == 302
    assert not AuditEntry.objects.exists()


def test_others_of_the_staff_may_not(client: Client) -> None:
    client.force_login(get_user_model().objects.create_user("kim", "kim@example.com", "x"))
    assert client.get(address()).status_code in (302, 403)
