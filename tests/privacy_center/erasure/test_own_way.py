"""A source's own ``anonymise()``: what it leaves as it was is not called done."""

import pytest

from privacy_center.sources import Anonymise, registry
from privacy_center.subjects import Subject
from tests.testapp import factories
from tests.testapp.models import Interest, Mailing, Member
from tests.testapp.privacy import MemberData

pytestmark = pytest.mark.django_db


class Forgets(MemberData):
    def anonymise(self, record, subject):
        record.email, record.user = "", None
        record.save()


class WithInterests(MemberData):
    not_identifying = ("joined_on",)
    fields = MemberData.fields | {"interests": "user-content"}

    def anonymise(self, record, subject):
        self.rows().filter(pk=record.pk).update(
            name="", email="", phone="", portrait="", preferences={}, door_code=""
        )


class Nameless(MemberData):
    """Gives everybody a name that the declaration knows to be nobody's."""

    on_erasure = Anonymise(name="Former member")

    def anonymise(self, record, subject):
        super().anonymise(record, subject)


class Renames(MemberData):
    rewritten = ("name",)

    def anonymise(self, record, subject):
        name = record.name
        super().anonymise(record, subject)
        self.rows().filter(pk=record.pk).update(name=name)


def failed(run):
    return [step["reason"] for step in run.receipt()["steps"] if step["status"] == "failed"]


def test_what_it_forgets_fails_the_step_and_is_named(anna, erased):
    record = factories.member(anna, name="Anna Ek", door_code="4711")
    with registry.register_temporarily(Member, Forgets):
        run = erased(anna)
    assert run.status == "partial"
    assert failed(run) == ["LeftFilled: anonymise() left door_code, name"]
    record.refresh_from_db()
    assert record.user is not None or record.name == "Anna Ek"
    assert erased(Subject.of(None, anna.emails)).status == "complete"
    assert Member.objects.values_list("name", "door_code").get() == ("", "")


def test_a_relation_to_many_is_looked_at_too(anna, erased):
    factories.member(anna).interests.add(Interest.objects.create(name="Chess"))
    with registry.register_temporarily(Member, WithInterests):
        assert failed(erased(anna)) == ["LeftFilled: anonymise() left interests"]


def test_a_value_that_the_declaration_names_is_blank_the_second_time_too(anna, erik, erased):
    for person in (anna, erik):
        factories.member(person, name="Former member")
    with registry.register_temporarily(Member, Nameless):
        assert erased(anna).status == "complete"


def test_words_of_its_own_are_declared(anna, erased):
    factories.member(anna, name="Member of the board")
    with registry.register_temporarily(Member, Renames):
        assert erased(anna).status == "complete"
    assert Member.objects.get().name == "Member of the board"


def test_what_is_other_peoples_may_stay(anna, erased):
    Mailing.objects.create(recipients=["anna@example.com", "erik@example.com"])
    assert erased(anna).status == "complete"
    assert Mailing.objects.get().recipients == ["erik@example.com"]
