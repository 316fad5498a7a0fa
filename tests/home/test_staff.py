"""What the company's staff sees of the support cases."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from home.models import SupportCase
from privacy_center.sources.restricted import restrict
from tests.home.factories import contact_page

pytestmark = pytest.mark.django_db

VIEWS = ["edit", "delete", "history", "history-results", "usage", "inspect"]


@pytest.fixture(autouse=True)
def _staff(client: Client) -> None:
    client.force_login(User.objects.create_superuser("admin", "admin@example.org", "a-password-1"))


@pytest.fixture
def case() -> SupportCase:
    return SupportCase.objects.create(page=contact_page(), form_data={"message": "A quarrel"})


def lock(case: SupportCase, ground: str = "law") -> None:
    restrict(SupportCase, [case.pk], ["0" * 32], ground, None)


def address(case: SupportCase, view: str) -> str:
    return f"/admin/support-cases/{view}/{case.pk}/"


@pytest.mark.parametrize("view", VIEWS)
def test_a_restricted_case_is_out_of_sight(client: Client, case: SupportCase, view: str) -> None:
    lock(case)
    assert client.get(address(case, view)).status_code == 404


@pytest.mark.parametrize("view", ["edit", "delete"])
def test_a_restricted_case_cannot_be_touched(client: Client, case: SupportCase, view: str) -> None:
    lock(case)
    assert client.post(address(case, view), {"status": "closed"}).status_code == 404
    case.refresh_from_db()
    assert case.status == "open"


@pytest.mark.parametrize("view", ["edit", "delete", "history", "usage"])
@pytest.mark.parametrize("reviewed", [True, False])
def test_other_cases_are_worked_with(
    client: Client, case: SupportCase, view: str, reviewed: bool
) -> None:
    if reviewed:
        lock(case, "review")
    assert client.get(address(case, view)).status_code == 200


def test_messages_have_one_door_only(client: Client, case: SupportCase) -> None:
    lock(case)
    listed: Any = client.get(f"/admin/forms/submissions/{case.page_id}/", follow=True)
    assert "A quarrel" not in listed.content.decode()
