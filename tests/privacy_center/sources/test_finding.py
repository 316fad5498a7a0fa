import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from privacy_center.sources import others_of, records_of, registry
from privacy_center.sources.finding import known
from privacy_center.sources.restricted import restrict, unrestricted
from privacy_center.subjects import Subject
from tests.testapp import factories
from tests.testapp.models import EventSignup, Member, Message, Payment

pytestmark = pytest.mark.django_db


def found(model, subject):
    return set(records_of(registry.get(model), subject))


def test_the_account_owns_before_the_address():
    anna, erik = factories.person("anna@example.com"), factories.person("erik@example.com")
    record = factories.member(anna, email="erik@example.com")
    assert found(Member, anna) == {record}
    assert found(Member, erik) == set()


def test_without_an_account_the_verified_address_owns_in_any_case():
    anna = factories.person("anna@example.com")
    record = factories.member(email="ANNA@Example.com")
    assert found(Member, anna) == {record}
    assert found(Member, Subject.of(None, ["anna@example.com"])) == {record}


def test_case_beyond_ascii_is_folded():
    record = factories.member(email="ÅSA@example.com")
    assert found(Member, Subject.of(None, ["åsa@example.com"])) == {record}


def test_parts_belong_to_the_owner_of_the_whole():
    anna, erik = factories.person("anna@example.com"), factories.person("erik@example.com")
    mine = factories.payment(factories.member(anna))
    factories.payment(factories.member(erik))
    assert found(Payment, anna) == {mine}


def test_somebody_else_on_a_record_owns_nothing_of_it():
    anna, erik = factories.person("anna@example.com"), factories.person("erik@example.com")
    message = factories.message(anna, recipient_email="erik@example.com")
    source = registry.get(Message)
    assert found(Message, erik) == set()
    by_path = {path: set(rows) for path, rows in others_of(source, erik).items()}
    assert by_path == {"recipient_email": {message}, "copy_email": set()}


def test_the_owner_is_not_another_person_on_the_own_record():
    anna = factories.person("anna@example.com")
    factories.message(anna, recipient_email="anna@example.com")
    assert not any(rows.exists() for rows in others_of(registry.get(Message), anna).values())


def test_a_record_kept_by_law_is_found_by_the_hash_of_the_address():
    anna = factories.person("anna@example.com")
    record = factories.member(None)
    restrict(Member, [record.pk], anna.hashes, "minimise", None)
    assert found(Member, Subject.of(None, ["Anna@example.com"])) == {record}
    assert found(Member, Subject.of(None, ["nna@example.com"])) == set()


def test_ordinary_staff_do_not_see_what_is_kept_by_law():
    kept, waiting, plain = (factories.member(None) for _ in range(3))
    restrict(Member, [kept.pk], ["hash"], "minimise", None)
    restrict(Member, [waiting.pk], ["hash"], "review", None)
    assert set(unrestricted(Member.objects.all())) == {waiting, plain}


def test_nobody_is_known_by_an_address_that_stands_nowhere():
    assert not known(Subject.of(None, ["nobody@example.com"]))
    EventSignup.objects.create(email="guest@example.com", event="Fair")
    assert known(Subject.of(None, ["guest@example.com"]))


LOCAL = st.text("abåÅßıİK.+%_'\\", min_size=1, max_size=6)


class Ownership(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.lists(LOCAL, min_size=2, max_size=6, unique_by=lambda text: text.casefold()))
    def test_look_alike_addresses_never_open_each_others_records(self, names):
        records = {name: factories.member(email=f"{name}@example.com") for name in names}
        for name, record in records.items():
            owned = found(Member, Subject.of(None, [f"{name}@example.com"]))
            assert owned <= {record}
            if name.isascii():
                assert owned == {record}
