"""The history of the demo's policy."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from home.demo.loading import load_demo
from privacy_center.policy.models import PrivacyPolicyPage
from privacy_center.policy.versions import is_behind, versions_of

pytestmark = pytest.mark.django_db

ADDRESSES = {"sv": "/sv/integritetspolicy/", "en": "/en/privacy-policy/"}


def words(client: Client, path: str) -> str:
    response: Any = client.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]+>", " ", response.content.decode())))


def test_version_1_names_datainspektionen_and_the_present_one_names_imy(client: Client) -> None:
    load_demo()
    load_demo()
    for language, path in ADDRESSES.items():
        page = PrivacyPolicyPage.objects.get(locale__language_code=language)
        first, now = versions_of(page)
        assert timezone.localdate(first.published_at).isoformat() == "2020-08-25"
        assert timezone.localdate(now.published_at) == timezone.localdate()
        assert not is_behind(page)

        old = words(client, f"{path}versions/1/")
        assert "Datainspektionen" in old
        assert "Integritetsskyddsmyndigheten" not in old
        assert "Integritetsskyddsmyndigheten (IMY)" in words(client, path)
        changed = words(client, f"{path}versions/compare/")
        assert "Datainspektionen ] → [" in changed
        assert "Integritetsskyddsmyndigheten (IMY) ]" in changed
