"""A site has the stack's own cookies declared from its first migration."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import post_migrate

from cookies.declarations.group import DeclaredGroup
from cookies.declarations.terms import Unit, lasting

from ..factories import group

pytestmark = pytest.mark.django_db


def migrated(*names: str, backwards: bool = False) -> None:
    """Say, as ``migrate`` does at its end, that these migrations of the app were run."""
    graph = MigrationLoader(None).graph
    post_migrate.send(
        sender=apps.get_app_config("privacy_cookies"),
        app_config=apps.get_app_config("privacy_cookies"),
        verbosity=0,
        interactive=False,
        using="default",
        plan=[(graph.nodes["privacy_cookies", name], backwards) for name in names],
        apps=apps,
    )


@pytest.fixture(autouse=True)
def _as_on_a_site(settings: Any) -> None:
    settings.PRIVACY_COOKIES = {}


def test_the_first_migration_declares_what_the_stack_stores() -> None:
    migrated("0001_initial", "0002_editors")
    own = DeclaredGroup.objects.get()
    assert (own.varname, str(own)) == ("necessary", "N\u00f6dv\u00e4ndiga")
    assert own.approved_at


def test_what_an_editor_deleted_does_not_come_back() -> None:
    migrated("0001_initial")
    DeclaredGroup.objects.all().delete()
    migrated("0006_scans")
    migrated("0001_initial", backwards=True)
    call_command("migrate", verbosity=0)
    assert not DeclaredGroup.objects.exists()


def test_a_site_that_has_declared_something_is_left_alone() -> None:
    group("analytics")
    migrated("0001_initial")
    assert DeclaredGroup.objects.get().varname == "analytics"


def test_a_site_may_do_without(settings: Any) -> None:
    settings.PRIVACY_COOKIES = {"DECLARE_STARTER": False}
    migrated("0001_initial")
    assert not DeclaredGroup.objects.exists()


@pytest.mark.parametrize(
    ("seconds", "declared"),
    [
        (None, (None, Unit.SESSION)),
        (0, (None, Unit.SESSION)),
        (90, (2, Unit.MINUTES)),
        (1799, (30, Unit.MINUTES)),
        (86_399, (24, Unit.HOURS)),
        (1_209_600, (14, Unit.DAYS)),
        (34_559_999, (400, Unit.DAYS)),
        (63_072_000, (2, Unit.YEARS)),
    ],
)
def test_an_age_is_said_in_round_numbers(
    seconds: int | None, declared: tuple[int | None, Unit]
) -> None:
    assert lasting(seconds) == declared
