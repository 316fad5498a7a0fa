"""A page cache in front of the whole site, which every visitor shares."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.e2e.cookie_site import declare_site

from .factories import policy_page

pytestmark = pytest.mark.django_db
WAYS = ("accept-all", "refuse-all", "")


@pytest.fixture(autouse=True)
def _cached_site(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.e2e.cookie_site"
    settings.MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        *settings.MIDDLEWARE,
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
    declare_site()


def visitor(way: str) -> Client:
    """Somebody who has accepted all, refused all or, without a way, not chosen."""
    client = Client()
    if way:
        client.post("/cookies/", {"decision": way}, headers={"origin": "http://testserver"})
        assert client.cookies["cookie_choice"].value
    return client


@pytest.mark.parametrize("kind", ["gated content", "cookie policy"])
def test_opposite_choices_share_one_page(kind: str, django_assert_num_queries: Any) -> None:
    path = "/sv/gated/" if kind == "gated content" else policy_page().url
    visitors = {way: visitor(way) for way in WAYS}
    bodies = set()
    # Whoever comes first fills the cache for all others.
    for first in WAYS:
        cache.clear()
        with CaptureQueriesContext(connection) as made:
            bodies.add(visitors[first].get(path).content)
        assert len(made) > 0
        for client in visitors.values():
            with django_assert_num_queries(0):
                answer = client.get(path)
            bodies.add(answer.content)
            assert not answer.cookies
            assert "Cookie" not in answer.get("Vary", "")
            assert "max-age" in answer["Cache-Control"]
    (body,) = bodies
    assert b'id="cookie-banner"' in body
    assert b"data-consent=" in body
