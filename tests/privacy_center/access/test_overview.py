import datetime as dt
from functools import partial

import pytest

from privacy_center.access import overview, record_of, source_page
from privacy_center.rectification import Way, note, propose
from privacy_center.sources.restricted import restrict
from tests.counting import queries_of
from tests.testapp.factories import activity, member, message, payment, person
from tests.testapp.models import Interest

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return person("anna@example.com")


def found(subject, slug):
    return next((view for view in overview(subject, "en") if view.purpose.slug == slug), None)


def test_records_stand_under_what_they_are_held_for(anna):
    activity("members", "Membership", period_value=2, counts_from_text="the day you joined")
    mine = member(anna, joined_on=dt.date(2024, 2, 29), phone="12345", door_code="canary")
    mine.interests.add(Interest.objects.create(name="Chess"))
    payment(mine)

    view = found(anna, "members")

    assert view.purpose.title == "Membership"
    assert view.purpose.article == "Art. 6(1)(b)"
    assert view.purpose.retention == "2 years from the day you joined"
    assert [source.name for source in view.sources] == ["testapp.member", "testapp.payment"]
    record = view.sources[0].records[0]
    values = {field.label: field.value for field in record.fields}
    assert values["Full name"] == "Anna Ek"
    assert values["Interests"] == "Chess"
    assert values["Joined on"] == "29 February 2024"
    assert record.kept_until == dt.date(2026, 2, 28)
    assert view.sources[1].records[0].kept_until == dt.date(2026, 2, 28)
    assert "canary" not in str(view)


def test_each_value_says_how_it_is_corrected(anna):
    mine = member(anna)
    proposal = propose(anna, "testapp.member", mine.pk, "name", "Anna Berg", actor=None)
    record = found(anna, "members").sources[0].records[0]
    ways = {field.name: field.way for field in record.fields}
    assert ways["phone"] is Way.NOW
    assert ways["name"] is Way.REVIEW
    assert ways["joined_on"] is Way.NONE
    assert {field.name: field.proposal for field in record.fields}["name"] == proposal.pk


def test_a_restricted_record_is_shown_with_its_date_and_its_notes(anna):
    kept = member(None)
    restrict(type(kept), [kept.pk], anna.hashes, "law", dt.date(2028, 12, 31))
    note(anna, "testapp.member", kept.pk, "name", "Berg", actor=None)
    sources = {source.name: source for source in found(anna, "members").sources}
    record = sources["testapp.member"].records[0]
    assert record.restricted
    assert record.kept_until == dt.date(2028, 12, 31)
    assert {field.name: field.notes for field in record.fields}["name"] == ("Berg",)


def test_of_somebody_elses_record_only_what_is_theirs(anna):
    erik = person("erik@example.com")
    message(erik, recipient_email="anna@example.com", recipient_name="Anna", body="canary")
    record = found(anna, "messages").sources[0].records[0]
    assert not record.own
    assert [field.name for field in record.fields] == ["recipient_email", "recipient_name"]
    assert record.label == "Message"
    assert "canary" not in str(record)


def test_the_number_of_records_costs_no_queries(anna):
    mine = member(anna)
    payment(mine)
    message(anna)

    read = partial(overview, anna, "en", size=100)
    before = queries_of(read)
    for _ in range(30):
        payment(mine)
        message(anna)
        member(anna).interests.add(Interest.objects.create(name="Go"))
    assert queries_of(read) == before


def test_pages_by_key_hold_every_record_once(anna):
    mine = member(anna)
    keys = {payment(mine).pk for _ in range(7)}
    seen, after = [], ""
    while True:
        page = source_page(anna, "testapp.payment", "members", "en", after=after, size=3)
        seen += [record.pk for record in page.records]
        assert page.count == 7
        after = page.after
        if not after:
            break
    assert seen == sorted(keys, reverse=True)


def test_nothing_of_nobody(anna):
    erik = person("erik@example.com")
    theirs = member(erik)
    assert found(anna, "members") is None
    assert source_page(anna, "testapp.member", "members", "en") is None
    assert source_page(anna, "no.model", "members", "en") is None
    assert record_of(anna, "testapp.member", str(theirs.pk), "en") is None
    assert record_of(anna, "testapp.member", "x", "en") is None
    assert record_of(anna, "no.model", "1", "en") is None


def test_one_record(anna):
    mine = member(anna, phone="12345")
    record = record_of(anna, "testapp.member", str(mine.pk), "en")
    assert record.pk == mine.pk
    assert record.correctable
