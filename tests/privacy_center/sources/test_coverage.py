import pytest
from django.apps import apps
from django.db import models
from django.test import override_settings

from privacy_center.checks import check_declarations, check_undeclared
from privacy_center.sources import registry
from privacy_center.sources.coverage import NOTHING, UNDECLARED, check_coverage, coverage, is_own
from privacy_center.sources.registry import Registry
from tests.testapp.models import EventSignup, Unrelated

DEMO = list(apps.get_app_config("home").get_models())


def add_field(model, name="nickname"):
    """The model with one field more, as after an edit of its module, until it is removed."""
    field = models.CharField(max_length=20, default="")
    field.contribute_to_class(model, name)
    return field


def remove_field(model, field):
    for held in (model, *(m for m in apps.get_models() if issubclass(m, model))):
        if field in held._meta.local_fields:
            held._meta.local_fields.remove(field)
        held._meta._expire_cache()
    delattr(model, field.name)


@pytest.fixture
def one_more():
    """Give a model a field and take it away after the test."""
    added = []

    def add(model):
        added.append((model, add_field(model)))

    yield add
    for model, field in added:
        remove_field(model, field)


def of(model, registered=registry):
    return next(one for one in coverage(registered) if one.model is model)


def test_everything_installed_is_declared():
    assert [one.name for one in coverage(registry) if one.undeclared] == []
    assert check_undeclared() == []


@pytest.mark.parametrize("model", DEMO, ids=lambda model: model.__name__)
def test_a_field_that_is_added_to_the_demo_is_undeclared(model, one_more):
    one_more(model)
    assert [found.name for found in of(model).undeclared] == ["nickname"]
    messages = [*check_declarations(), *check_undeclared()]
    assert [message.level for message in messages] == [40]
    assert "'nickname'" in messages[0].msg
    assert model._meta.label in messages[0].msg


def test_a_field_is_told_with_its_group_and_its_category():
    told = {found.name: (found.group, found.category) for found in of(EventSignup).fields}
    assert told["email"] == ("fields", "contact")
    assert told["event"] == ("not_identifying", "")


def test_a_statement_on_the_model_holds_for_its_fields():
    found = of(Unrelated)
    assert found.state == NOTHING
    assert found.reason == "Holds nothing about anybody."
    assert {field.state for field in found.fields} == {NOTHING}


def test_a_statement_on_fields_holds_for_those_alone():
    with registry.as_it_is():
        registry.add_nothing(Unrelated, "Colours.", fields=())
        assert [field.name for field in of(Unrelated).undeclared] == ["colour"]
        registry.add_nothing(Unrelated, "Colours.", fields=("colour",))
        assert of(Unrelated).state == NOTHING


def test_what_is_likely_personal_comes_first():
    found = coverage(Registry())
    assert found[0].state == UNDECLARED
    assert found[0].weight >= found[1].weight >= found[2].weight
    order = [field.name for field in of(EventSignup, Registry()).undeclared]
    assert order[0] == "email"


def test_the_sites_own_apps_are_those_outside_the_installed_packages():
    assert is_own(apps.get_app_config("testapp"))
    assert not is_own(apps.get_app_config("admin"))
    with override_settings(PRIVACY_CENTER={"OWN_APPS": ["django.contrib.admin"]}):
        assert is_own(apps.get_app_config("admin"))
        assert not is_own(apps.get_app_config("testapp"))


@pytest.mark.parametrize(
    ("settings", "code"),
    [({}, "W014"), ({"UNDECLARED": "error"}, "E014")],
    ids=["default", "error"],
)
def test_other_apps_warn_of_what_looks_personal_unless_the_site_wants_an_error(settings, code):
    with override_settings(PRIVACY_CENTER=settings):
        found = {message.msg: message for message in check_coverage(Registry())}
    account = next(text for text in found if text.startswith("account.EmailAddress"))
    assert found[account].id == f"privacy_center.{code}"
    assert "'email'" in account
    assert "'verified'" not in account
    own = next(text for text in found if text.startswith("testapp.Unrelated"))
    assert found[own].id == "privacy_center.E013"
    assert "--suggest testapp" in found[own].hint
    # Nothing in it looks personal, and it is not the site's own.
    assert not any(text.startswith("contenttypes.ContentType") for text in found)
