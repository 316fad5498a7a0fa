import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from privacy_center.sources import registry
from tests.testapp import factories
from tests.testapp.models import Unrelated

pytestmark = pytest.mark.django_db


@pytest.fixture
def unspoken():
    """A model that somebody added a field to."""
    with registry.as_it_is():
        registry.add_nothing(Unrelated, "Colours.", fields=())
        yield


def test_all_is_declared(capsys):
    call_command("privacy_inventory")
    told = capsys.readouterr().out
    assert "testapp.eventsignup: declared, EventSignupData, courses, events" in told
    assert "    email: fields, contact" in told
    assert "testapp.unrelated: holds nothing personal. Holds nothing about anybody." in told
    assert told.rstrip().endswith("0 undeclared fields.")


def test_an_undeclared_field_fails_and_is_named_on_one_line(capsys, unspoken):
    with pytest.raises(CommandError) as raised:
        call_command("privacy_inventory")
    assert str(raised.value) == "Undeclared: testapp.unrelated.colour."
    assert raised.value.returncode == 1
    assert "    colour: undeclared" in capsys.readouterr().out


def test_json_goes_to_stdout_alone_and_fails_alike(capsys, unspoken):
    with pytest.raises(CommandError):
        call_command("privacy_inventory", "--format", "json")
    report = json.loads(capsys.readouterr().out)
    assert report["schema"] == "privacy-center/inventory/1"
    assert report["complete"] is False
    assert report["models"][0]["model"] == "testapp.unrelated"
    found = {one["model"]: one for one in report["models"]}
    fields = {field["name"]: field for field in found["testapp.member"]["fields"]}
    assert found["testapp.member"]["activities"] == ["members"]
    assert fields["name"] == {
        "name": "name",
        "state": "declared",
        "group": "fields",
        "category": "identity",
        "guess": None,
    }


def test_activities_that_nobody_published_are_told(capsys):
    factories.activity("members")
    call_command("privacy_inventory", "--format", "json")
    report = json.loads(capsys.readouterr().out)
    assert report["complete"] is True
    assert "events" in report["unpublished_activities"]
    assert "members" not in report["unpublished_activities"]


def test_a_suggestion_is_printed_alone(capsys, unspoken):
    call_command("privacy_inventory", "--suggest", "testapp")
    told = capsys.readouterr().out
    assert told.startswith('"""What is personal in tests.testapp.')
    assert "nothing_personal(\n    Unrelated," in told


def test_an_app_that_is_not_there_is_told():
    with pytest.raises(CommandError, match="No installed app has the label 'nowhere'"):
        call_command("privacy_inventory", "--suggest", "nowhere")
