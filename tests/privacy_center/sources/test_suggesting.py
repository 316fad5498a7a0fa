import pytest
from django.apps import apps

from privacy_center.sources import registry
from privacy_center.sources.checking import check_source
from privacy_center.sources.coverage import coverage
from privacy_center.sources.registry import Registry
from privacy_center.sources.suggesting import suggest

APPS = [app.label for app in apps.get_app_configs() if list(app.get_models())]


@pytest.mark.parametrize("label", APPS)
def test_a_suggestion_declares_the_whole_app_and_passes_the_checks(label):
    text = suggest(apps.get_app_config(label), Registry())
    with registry.as_it_is():
        exec(compile(text, "privacy.py", "exec"), {"__name__": f"suggested_{label}"})
        models = [one for one in coverage(registry) if one.model._meta.app_label == label]
        assert [one.name for one in models if one.undeclared] == []
        found = [check_source(one.source, registry) for one in models if one.source]
    assert [message for messages in found for message in messages] == []
    assert all(len(line) <= 100 for line in text.splitlines())


def test_a_suggestion_finds_the_person_and_what_is_theirs():
    text = suggest(apps.get_app_config("testapp"), Registry())
    assert 'subject = ("user", "email")' in text
    assert '"phone": "contact"' in text
    assert 'part_of = "member"' in text
    assert 'subject = ("sender", "recipient_email")' in text
    assert "retention counts from, perhaps one of: joined_on" in text
    assert "nothing_personal(\n    Unrelated," in text


def test_nothing_is_suggested_where_nothing_is_missing():
    text = suggest(apps.get_app_config("testapp"), registry)
    assert text == "# Everything in testapp is declared.\n"
