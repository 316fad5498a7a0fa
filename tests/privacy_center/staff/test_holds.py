"""The form of a hold refuses what would bind nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from privacy_center.holds.models import LegalHold

from .factories import make_closed_case, make_officer

pytestmark = pytest.mark.django_db

REFERENCE = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def _officer(client: Client) -> None:
    client.force_login(make_officer())


def send(client: Client, **fields: Any) -> Any:
    form = {"ground": "claim", "reason": "A dispute", "review_on": "2027-03-01", **fields}
    return client.post(reverse("privacy_holds:add"), form)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"pseudonym": "anna@example.com"}, "Write no e-mail address here"),
        ({"pseudonym": "Anna Ek"}, "32 characters"),
        ({"pseudonym": REFERENCE, "ground": "compelling"}, "about one record"),
        ({"source": "home.supportcase", "record_key": "12-B"}, "can have this key"),
        ({"source": "home.supportcase", "record_key": "4711"}, "There is no record with this key"),
        ({"source": "home.nothing", "record_key": "1"}, "Choose one of the sources"),
    ],
)
def test_what_would_bind_nothing_is_refused_with_a_reason(
    client: Client, fields: dict[str, str], message: str
) -> None:
    response = send(client, **fields)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not LegalHold.objects.exists()


def test_a_record_is_held_by_its_key(client: Client) -> None:
    case = make_closed_case(10)
    response = send(client, source="home.supportcase", record_key=f"0{case.pk}")
    assert response.status_code == 302
    assert LegalHold.objects.get().record_key == str(case.pk)


def test_a_hold_whose_record_is_gone_is_lifted(client: Client) -> None:
    case = make_closed_case(10)
    send(client, source="home.supportcase", record_key=str(case.pk))
    case.delete()
    hold = LegalHold.objects.get()
    response = client.post(
        reverse("privacy_holds:edit", args=[hold.pk]),
        {
            "ground": "claim",
            "source": hold.source,
            "record_key": hold.record_key,
            "reason": hold.reason,
            "review_on": "2027-03-01",
            "lifted_at": "2026-11-22 12:00",
        },
    )
    assert response.status_code == 302
    hold.refresh_from_db()
    assert hold.lifted_at is not None
