from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from privacy_center.sources import others_of, records_of, registry
from privacy_center.sources.reading import is_read, none_restricted, reading
from privacy_center.sources.restricted import restrict
from privacy_center.sources.standing import seen_by
from privacy_center.subjects import Subject
from tests.testapp.factories import member, message, person
from tests.testapp.models import Member, Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Subject:
    return person("anna@example.com")


def keys(subject: Subject) -> set[object]:
    source = registry.get(Member)
    assert source is not None
    return {row.pk for row in records_of(source, subject)}


def test_the_same_records_are_found_while_a_page_is_made(anna: Subject) -> None:
    mine = {member(anna).pk, member(anna).pk}
    theirs = member(person("erik@example.com"))
    restrict(Member, [theirs.pk], person("kim@example.com").hashes, "keep", None)
    before = keys(anna)
    with reading(anna):
        assert keys(anna) == before == mine


def test_what_outlived_an_erasure_is_found_too(anna: Subject) -> None:
    free, kept = member(anna).pk, member(person("erik@example.com")).pk
    restrict(Member, [kept], anna.hashes, "keep", None)
    with reading(anna):
        assert not none_restricted(Member, anna)
        assert keys(anna) == {free, kept}


def test_what_outlived_anothers_erasure_is_not(anna: Subject) -> None:
    mine, theirs = member(anna).pk, member(anna).pk
    restrict(Member, [theirs], person("erik@example.com").hashes, "keep", None)
    with reading(anna):
        assert none_restricted(Member, anna)
        assert keys(anna) == {mine}


def test_it_holds_for_one_person_and_ends_with_the_page(anna: Subject) -> None:
    erik = person("erik@example.com")
    with reading(anna):
        assert is_read(anna)
        assert not is_read(erik)
        assert not none_restricted(Member, erik)
    assert not is_read(anna)
    with pytest.raises(ValueError, match="stops"), reading(anna):
        raise ValueError("it stops")
    assert not none_restricted(Member, anna)


def test_rows_of_other_peoples_are_seen_with_ones_own(anna: Subject) -> None:
    source = registry.get(Message)
    assert source is not None
    erik = person("erik@example.com")
    mine, theirs = message(anna), message(erik, recipient_email="anna@example.com")
    before = {row.pk for row in seen_by(source, anna)}
    with reading(anna):
        assert {row.pk for row in seen_by(source, anna)} == before == {mine.pk, theirs.pk}
        assert set(others_of(source, anna)) == {"recipient_email"}
    with reading(erik):
        assert others_of(source, erik) == {}
        assert {row.pk for row in seen_by(source, erik)} == {theirs.pk}


def test_the_restrictions_are_asked_for_once(anna: Subject) -> None:
    with CaptureQueriesContext(connection) as queries, reading(anna):
        none_restricted(Member, anna)
        none_restricted(Message, anna)
    assert len(queries) == 1
