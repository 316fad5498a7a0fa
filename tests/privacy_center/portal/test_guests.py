from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from privacy_center.policy.rights import RIGHTS
from tests.privacy_center.policy.factories import make_activity, make_controller

pytestmark = pytest.mark.django_db


def page(client: Client) -> str:
    return client.get(reverse("privacy_guest:request"), HTTP_ACCEPT_LANGUAGE="en").content.decode()


def test_every_right_stands_there_with_the_way_by_mail(client: Client) -> None:
    make_controller(contact_email="rights@example.org", authority_name="The Authority")
    text = page(client)
    assert all(f'id="right-{right.slug}"' in text for right in RIGHTS)
    assert text.count("mailto:rights@example.org") >= len(RIGHTS)
    assert "The Authority" in text


def test_a_site_without_a_contact_address_promises_none(client: Client) -> None:
    assert "mailto:" not in page(client).split("</main>")[0]


def test_the_right_to_a_persons_decision_stands_where_machines_decide(client: Client) -> None:
    assert "right-automated" not in page(client)
    make_activity("scoring", automated_decisions=True)
    assert "right-automated" in page(client)
