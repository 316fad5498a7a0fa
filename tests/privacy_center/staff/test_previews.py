"""How a record will look in the policy, before it is published."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.privacy_center.policy.factories import make_category, make_recipient, make_support

from .factories import activity_form, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _editor(client: Client) -> None:
    client.force_login(make_editor())


def preview(record: Any, client: Client, form: dict[str, Any], mode: str) -> str:
    address = reverse(record.snippet_viewset.get_url_name("preview_on_edit"), args=[record.pk])
    assert client.post(f"{address}?mode={mode}", form).json()["is_valid"]
    return client.get(f"{address}?mode={mode}").content.decode()


def test_an_activity_as_it_is_being_written_in_each_language(client: Client) -> None:
    support = make_support(categories=[make_category("contact")])
    form = activity_form(support, **{"texts-1-title": "Help desk", "period_value": "3"})
    english = preview(support, client, form, "en")
    assert "Help desk" in english
    assert "3 years" in english
    assert "contact en" in english
    assert "Kundservice" in preview(support, client, form, "sv")
    support.refresh_from_db()
    assert support.period_value == 2


@pytest.mark.parametrize("make", [make_category, make_recipient])
def test_a_stored_record(make: Any) -> None:
    record = make("odd")
    for mode, name in record.preview_modes:
        response = record.make_preview_request(preview_mode=mode)
        assert f"odd {mode}" in response.content.decode(), name


def test_a_form_that_is_hardly_begun() -> None:
    support = make_support()
    support.legal_basis = ""
    assert support.make_preview_request(preview_mode="en").status_code == 200
