"""What is in use is neither deleted nor taken down."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from privacy_center.activities.models import DataCategory, ProcessingActivity, Recipient
from tests.privacy_center.policy.factories import (
    make_activity,
    make_category,
    make_recipient,
    make_support,
)

from .factories import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _editor(client: Client) -> None:
    client.force_login(make_editor())


def url(record: Any, view: str) -> str:
    return reverse(record.snippet_viewset.get_url_name(view), args=[record.pk])


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_activity_that_a_source_uses_stays(client: Client, method: str) -> None:
    support = make_support()
    response = getattr(client, method)(url(support, "delete"))
    assert response.status_code == 409
    assert "home.supportcase" in response.content.decode()
    assert ProcessingActivity.objects.filter(pk=support.pk).exists()


def test_an_activity_that_a_source_uses_stays_published(client: Client) -> None:
    support = make_support()
    response = client.post(url(support, "unpublish"))
    assert response.status_code == 409
    support.refresh_from_db()
    assert support.live


def test_many_at_once_stay_when_one_is_in_use(client: Client) -> None:
    support, unused = make_support(), make_activity("unused")
    address = reverse(
        "wagtail_bulk_action", args=["privacy_center", "processingactivity", "delete"]
    )
    response = client.post(f"{address}?id={support.pk}&id={unused.pk}")
    assert response.status_code == 409
    assert ProcessingActivity.objects.count() == 2


def test_an_activity_that_nothing_uses_goes(client: Client) -> None:
    unused = make_activity("unused")
    assert client.post(url(unused, "delete")).status_code == 302
    assert not ProcessingActivity.objects.exists()


def test_a_category_that_a_source_declares_stays(client: Client) -> None:
    category = make_category("contact")
    response = client.post(url(category, "delete"))
    assert response.status_code == 409
    assert DataCategory.objects.exists()


@pytest.mark.parametrize("make", [make_category, make_recipient])
def test_what_an_activity_names_stays(client: Client, make: Any) -> None:
    record = make("odd")
    field = "categories" if isinstance(record, DataCategory) else "recipients"
    make_activity("letters", **{field: [record]}, en={"title": "Letters"})
    response = client.post(url(record, "delete"))
    assert response.status_code == 409
    assert "letters sv" in response.content.decode() or "Letters" in response.content.decode()
    assert type(record).objects.exists()


def test_a_recipient_that_nothing_names_goes(client: Client) -> None:
    recipient = make_recipient("odd")
    assert client.post(url(recipient, "delete")).status_code == 302
    assert not Recipient.objects.exists()
