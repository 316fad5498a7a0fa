import pytest
from django.core.exceptions import ImproperlyConfigured

from privacy_center.sources import External, external, nothing_personal, registry
from tests.testapp.models import Member, Payment, Unrelated


def test_declarations_are_found_in_each_app():
    names = [source.name for source in registry.sources()]
    assert "testapp.member" in names
    assert "auth.user" in names
    assert names == sorted(names)


def test_a_model_may_hold_nothing_and_says_why():
    assert registry.nothing()["testapp.unrelated"] == "Holds nothing about anybody."
    assert registry.get(Unrelated) is None


def test_holding_nothing_needs_a_reason():
    with pytest.raises(ImproperlyConfigured, match="reason"):
        nothing_personal(Unrelated, reason=" ")


def test_parts_know_their_whole():
    member, payment = registry.get(Member), registry.get(Payment)
    assert registry.parent(payment) is member
    assert payment in registry.children(member)


def test_columns_are_the_key_and_what_is_declared_in_the_models_order():
    assert registry.get(Member).columns == (
        "id",
        "name",
        "email",
        "phone",
        "joined_on",
        "portrait",
        "preferences",
        "interests",
    )


def test_a_key_that_is_a_secret_is_no_column():
    assert "session_key" not in registry.get("sessions.session").columns


def test_what_is_held_elsewhere_is_named():
    before = list(registry.externals())
    external("forum", activity="community", title="The forum", how_to_ask="Write to them.")
    try:
        assert registry.externals()[-1] == External(
            "forum", "community", "The forum", "Write to them."
        )
    finally:
        registry._externals = {each.slug: each for each in before}
