"""What a load balancer is told."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings

BROKEN_CACHE = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        # Nothing listens on the discard port.
        "LOCATION": "redis://127.0.0.1:9/0",
    }
}


def test_live_needs_no_database(client: Client) -> None:
    response = client.get("/health/live/")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready(client: Client) -> None:
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "down": []})


def test_a_database_that_does_not_answer(client: Client) -> None:
    # Without the django_db mark, pytest refuses every query, as a server that is down would.
    response = client.get("/health/ready/")
    assert response.status_code == 503
    assert response.json() == {"status": "down", "down": ["database", "migrations"]}


@pytest.mark.django_db
def test_a_cache_that_does_not_answer(client: Client) -> None:
    with override_settings(CACHES=BROKEN_CACHE):
        response = client.get("/health/ready/")
    assert response.status_code == 503
    assert response.json()["down"] == ["cache"]
    assert "127.0.0.1" not in response.content.decode()


@pytest.mark.django_db
def test_pending_migrations(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()["down"]) == (503, ["migrations"])


def test_only_reading(client: Client) -> None:
    assert client.post("/health/live/").status_code == 405
