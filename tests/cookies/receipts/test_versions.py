"""The words of a banner are kept when they change, whether or not somebody has answered it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from cookies.banner import banner
from cookies.models import BannerVersion, ConsentReceipt, GroupText

from ..factories import group, policy_page

pytestmark = pytest.mark.django_db
OWN = {"sec-fetch-site": "same-origin", "accept": "application/json"}


@pytest.fixture(autouse=True)
def _declared() -> None:
    group("analytics", "_an")


def chosen_on(version: str) -> str:
    """The banner that the receipt of a choice names."""
    fields = {"decision": "accept-all", "banner": version, "lang": "en"}
    assert Client().post("/cookies/", fields, headers=OWN).status_code == 200
    return ConsentReceipt.objects.latest("pk").banner


def test_a_banner_that_only_a_cache_still_shows_has_its_words() -> None:
    with translation.override("en"):
        old = banner().version
    text = GroupText.objects.first()
    text.description = "Other words."
    text.save()
    assert chosen_on(old) == old
    assert "What analytics is for." in BannerVersion.objects.get(version=old).first_layer


def test_a_page_view_stores_nothing_and_a_change_stores_what_was_shown() -> None:
    url = policy_page().url
    Client().get(url)
    assert not BannerVersion.objects.exists()
    text = GroupText.objects.first()
    text.description = "Other words."
    text.save()
    kept = BannerVersion.objects.get()
    assert kept.host == "localhost"
    assert "What analytics is for." in kept.first_layer
    text.save()
    assert BannerVersion.objects.get() == kept
