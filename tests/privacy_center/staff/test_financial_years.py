"""Financial years in the admin."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from privacy_center.activities.models import FinancialYear

from .factories import make_editor

pytestmark = pytest.mark.django_db


def make_owner() -> Any:
    """Whoever may delete: no role of the plugin does."""
    owner = get_user_model().objects.create_superuser("owner", "owner@example.com", "a-password-1")
    UserProfile.objects.create(user=owner, preferred_language="en")
    return owner


@pytest.fixture
def june(client: Client) -> FinancialYear:
    client.force_login(make_owner())
    return FinancialYear.objects.create(starts_on=dt.date(2020, 7, 1), end_month=6)


def url(view: str, year: FinancialYear) -> str:
    return reverse(f"privacy_financial_years:{view}", args=[year.pk])


def test_a_change_that_shortens_is_refused_with_the_reason(
    client: Client, june: FinancialYear
) -> None:
    response = client.post(url("edit", june), {"starts_on": "2020-07-01", "end_month": "12"})
    assert response.status_code == 200
    assert "shorter" in response.content.decode()
    june.refresh_from_db()
    assert june.end_month == 6


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_deletion_that_shortens_is_refused_with_the_reason(
    client: Client, june: FinancialYear, method: str
) -> None:
    response = getattr(client, method)(url("delete", june))
    assert response.status_code == 409
    assert "shorter" in response.content.decode()
    assert FinancialYear.objects.exists()


def test_a_year_that_has_not_begun_may_go(client: Client, june: FinancialYear) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    coming = FinancialYear.objects.create(starts_on=tomorrow, end_month=12)
    assert client.post(url("delete", coming)).status_code == 302
    assert FinancialYear.objects.get() == june


def test_an_editor_changes_a_year_and_deletes_none(client: Client, june: FinancialYear) -> None:
    client.force_login(make_editor())
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    coming = FinancialYear.objects.create(starts_on=tomorrow, end_month=12)
    client.post(url("edit", coming), {"starts_on": tomorrow.isoformat(), "end_month": "8"})
    client.post(url("delete", coming))
    coming.refresh_from_db()
    assert coming.end_month == 8
