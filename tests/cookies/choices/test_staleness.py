"""A choice made on a page that is newer than what the process that stores it has read."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import F
from django.test import Client

from cookies import choice as choices
from cookies.choice import Choice
from cookies.declarations import snapshot
from cookies.declarations.group import DeclaredGroup

from ..factories import group, row

pytestmark = pytest.mark.django_db


def accept_all(client: Client, seen: str) -> Choice:
    fields = {"decision": "accept-all", "lang": "en", "seen": seen}
    client.post("/cookies/", fields, headers={"sec-fetch-site": "same-origin"})
    return choices.load(client.cookies["cookie_choice"].value)


@pytest.fixture
def earlier() -> snapshot.Memory:
    """What this process has read: one group, some seconds ago."""
    group("analytics")
    accept_all(Client(), row().banner_code)
    held = snapshot.memory()
    held.read_at -= 5
    return held


def test_a_group_that_is_new_is_accepted(client: Client, earlier: Any, monkeypatch: Any) -> None:
    group("video")
    shown = f"{row().banner_code} {row('video').banner_code}"
    monkeypatch.setattr(snapshot, "_memory", earlier)
    chosen = accept_all(client, shown)
    assert chosen.accepts(row("analytics")) is True
    assert chosen.accepts(row("video")) is True


@pytest.mark.usefixtures("earlier")
def test_a_version_that_was_raised_is_accepted(client: Client) -> None:
    raised = row().version + 1
    DeclaredGroup.objects.update(version=F("version") + 1)
    assert row().version < raised
    assert accept_all(client, f"analytics.{raised}").decisions["analytics"].version == raised
    assert row().version == raised


@pytest.mark.usefixtures("earlier")
def test_whoever_makes_a_group_up_has_it_read_once_a_second(
    client: Client, django_assert_num_queries: Any
) -> None:
    made_up = f"{row().banner_code} nobodys.7"
    assert accept_all(client, made_up).decisions["nobodys"].accepted is False
    for _again in range(3):
        with django_assert_num_queries(1):
            accept_all(client, made_up)


@pytest.mark.usefixtures("earlier")
def test_what_is_known_is_not_read_again(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        accept_all(client, row().banner_code)
