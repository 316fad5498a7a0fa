"""What is in use is neither deleted nor taken down."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from privacy_center.activities.models import DataCategory, ProcessingActivity, Recipient
from tests.privacy_center.policy.factories import (
    make_activity,
    make_category,
    make_pages,
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


def test_an_activity_that_a_published_policy_shows_is_not_deleted(client: Client) -> None:
    letters = make_activity("letters")
    pages = make_pages()
    response = client.post(url(letters, "delete"))
    assert response.status_code == 409
    assert pages["en"].title in response.content.decode()
    letters.unpublish()
    assert client.post(url(letters, "delete")).status_code == 302


def test_what_only_a_policy_shows_can_be_taken_out_of_it(client: Client) -> None:
    letters = make_activity("letters")
    make_pages()
    assert client.post(url(letters, "unpublish")).status_code == 302
    letters.refresh_from_db()
    assert not letters.live


def test_code_cannot_delete_what_is_in_use() -> None:
    support, category = make_support(), make_category("contact")
    for record in (support, category):
        with pytest.raises(ProtectedError, match=r"home\."), transaction.atomic():
            record.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        ProcessingActivity.objects.filter(pk=support.pk).delete()
    assert ProcessingActivity.objects.filter(pk=support.pk).exists()


def test_code_cannot_take_down_what_sources_obey() -> None:
    support = make_support()
    with pytest.raises(ProtectedError):
        support.unpublish()
    support.refresh_from_db()
    assert support.live


@pytest.mark.parametrize("name", ["customer-service", "unused"])
def test_the_usage_page_links_to_the_users(client: Client, name: str) -> None:
    activity = make_support() if name == "customer-service" else make_activity(name)
    make_pages()
    page = client.get(url(activity, "usage")).content.decode()
    assert "Policy sv" in page
    assert ("home.supportcase" in page) is (name == "customer-service")


def test_the_list_counts_policies_and_sources(client: Client) -> None:
    support = make_support()
    make_pages()
    page = client.get(reverse(support.snippet_viewset.get_url_name("list"))).content.decode()
    assert "2 policies, " in page
    assert url(support, "usage") in page
