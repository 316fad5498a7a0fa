"""The demo site speaks of every field that it has, and of the next one before it is deployed."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import models

from privacy_center.checks import check_declarations, check_undeclared

KINDS = {
    "text": lambda: models.CharField(max_length=100, null=True),
    "number": lambda: models.IntegerField(null=True),
    "json": lambda: models.JSONField(null=True),
}


@pytest.fixture
def added(request):
    """A field on a model, until the test ends: in the registry, and not in the database."""
    undo = []

    def add(model, kind):
        meta = model._meta
        field = KINDS[kind]()
        field.contribute_to_class(model, "added_in_a_hurry")

        def remove():
            meta.local_fields.remove(field)
            delattr(model, "added_in_a_hurry")
            meta._expire_cache()
            apps.clear_cache()

        undo.append(remove)
        meta._expire_cache()
        apps.clear_cache()
        return f"{meta.label_lower}.added_in_a_hurry"

    yield add
    for remove in undo:
        remove()


def complaints():
    return [
        message
        for message in (*check_declarations(), *check_undeclared())
        if "added_in_a_hurry" in message.msg
    ]


def test_all_is_declared_on_the_demo_site(db, capsys):
    call_command("privacy_inventory")
    assert "0 undeclared fields." in capsys.readouterr().out
    assert [m for m in (*check_declarations(), *check_undeclared()) if m.is_serious()] == []


DEMO = list(apps.get_app_config("home").get_models())


@pytest.mark.parametrize(
    ("model", "kind"),
    [*((model, "text") for model in DEMO), (DEMO[0], "number"), (DEMO[0], "json")],
    ids=lambda value: value if isinstance(value, str) else value._meta.label_lower,
)
def test_any_field_that_is_added_to_a_demo_model_fails_and_is_named(model, kind, added, db, capsys):
    name = added(model, kind)
    with pytest.raises(CommandError) as raised:
        call_command("privacy_inventory")
    assert name in str(raised.value)
    assert raised.value.returncode == 1
    (error,) = complaints()
    assert error.is_serious()
    assert error.id in ("privacy_center.E008", "privacy_center.E013")
    assert model._meta.label in error.msg


def test_nothing_is_left_of_it():
    assert complaints() == []
