import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from freezegun import freeze_time

from privacy_center.audit import Actor
from privacy_center.audit.models import AuditEntry
from privacy_center.holds.models import LegalHold
from privacy_center.rectification import (
    NotYours,
    Way,
    WrongWay,
    correct,
    note,
    notes_of,
    proposals_of,
    propose,
    withdraw,
)
from privacy_center.signals import data_rectified
from privacy_center.sources.restricted import restrict
from privacy_center.testing import register_temporarily
from tests.testapp.factories import activity, member, message, person
from tests.testapp.models import Member, Message
from tests.testapp.privacy import MemberData, MessageData

pytestmark = pytest.mark.django_db
MEMBER = "testapp.member"


@pytest.fixture
def anna():
    return person("anna@example.com")


@pytest.fixture
def erik():
    return person("erik@example.com")


def bookkeeping(**fields):
    return activity(
        "members",
        legal_basis="legal_obligation",
        legal_reference="A law",
        preset="bookkeeping",
        period_value=7,
        counts_from="financial_year",
        **fields,
    )


def test_a_correction_is_written_told_and_heard(anna, django_capture_on_commit_callbacks):
    mine = member(anna, phone="12345")
    heard = []

    def listen(source, pk, fields, **kwargs):
        heard.append((source, pk, fields))

    data_rectified.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            changed = correct(
                anna,
                MEMBER,
                str(mine.pk),
                {"phone": "+46 70 999", "preferences": {}},
                actor=Actor.person(anna.pseudonym),
            )
    finally:
        data_rectified.disconnect(listen)

    mine.refresh_from_db()
    assert mine.phone == "+46 70 999"
    assert changed == ("phone",)
    assert heard == [(MEMBER, mine.pk, ("phone",))]
    entry = AuditEntry.objects.get(action="data_rectified")
    assert entry.subject == anna.pseudonym
    assert entry.details == {"source": MEMBER, "record": str(mine.pk), "fields": ["phone"]}


def test_a_value_that_is_there_already_leaves_no_trace(anna):
    mine = member(anna, phone="12345")
    assert correct(anna, MEMBER, mine.pk, {"phone": "12345"}, actor=None) == ()
    assert not AuditEntry.objects.exists()


def test_a_value_that_the_model_refuses_stores_nothing_at_all(anna):
    mine = member(anna, phone="12345", preferences={"a": 1})
    with pytest.raises(ValidationError) as raised:
        correct(anna, MEMBER, mine.pk, {"preferences": {"b": 2}, "phone": "call me"}, actor=None)
    assert set(raised.value.error_dict) == {"phone"}
    mine.refresh_from_db()
    assert (mine.phone, mine.preferences) == ("12345", {"a": 1})
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("pk", ["theirs", 0, 10**30, "1; DROP", None, ""])
def test_another_persons_record_is_the_same_as_none(anna, erik, pk):
    theirs = member(erik, phone="12345")
    with pytest.raises(NotYours) as raised:
        correct(anna, MEMBER, theirs.pk if pk == "theirs" else pk, {"phone": "+46 70"}, actor=None)
    theirs.refresh_from_db()
    assert theirs.phone == "12345"
    assert str(theirs.pk) not in str(raised.value)


def test_an_unknown_source_is_the_same_as_none(anna):
    with pytest.raises(NotYours):
        correct(anna, "auth.nothing", 1, {}, actor=None)


@pytest.mark.parametrize("field", ["name", "door_code", "id", "user", "joined_on", "no_field"])
def test_only_what_the_source_names_is_corrected_at_once(anna, field):
    mine = member(anna, door_code="1234")
    with pytest.raises(WrongWay):
        correct(anna, MEMBER, mine.pk, {field: "x"}, actor=None)
    mine.refresh_from_db()
    assert (mine.name, mine.door_code) == ("Anna Ek", "1234")


def test_on_an_others_path_only_ones_own_fields(anna, erik):
    sent = message(erik, recipient_email="anna@example.com", recipient_name="Ana", body="Hi")
    assert correct(anna, "testapp.message", sent.pk, {"recipient_name": "Anna"}, actor=None)
    with pytest.raises(WrongWay):
        correct(anna, "testapp.message", sent.pk, {"body": "Other words"}, actor=None)
    sent.refresh_from_db()
    assert (sent.recipient_name, sent.body) == ("Anna", "Hi")


def test_a_proposal_waits_sealed_and_changes_nothing(anna):
    mine = member(anna)
    proposal = propose(anna, MEMBER, mine.pk, "name", "Anna Berg", reason="I married", actor=None)

    mine.refresh_from_db()
    assert mine.name == "Anna Ek"
    proposal.refresh_from_db()
    assert (proposal.proposed, proposal.reason) == ("Anna Berg", "I married")
    assert proposal.is_pending
    with connection.cursor() as cursor:
        cursor.execute("SELECT value, reason FROM privacy_center_correctionproposal")
        stored = str(cursor.fetchone())
    assert "Berg" not in stored
    assert "married" not in stored
    assert "Berg" not in str(AuditEntry.objects.get().details)


def test_the_latest_proposal_counts(anna):
    mine = member(anna)
    first = propose(anna, MEMBER, mine.pk, "name", "Anna B", actor=None)
    second = propose(anna, MEMBER, mine.pk, "name", "Anna Berg", actor=None)
    states = {proposal.pk: proposal.state for proposal in proposals_of(anna)}
    assert states == {first.pk: "withdrawn", second.pk: "pending"}


@pytest.mark.parametrize("value", ["", "x" * 101, "Anna Ek"])
def test_a_proposal_must_hold_something_new_that_the_model_takes(anna, value):
    mine = member(anna)
    with pytest.raises(ValidationError) as raised:
        propose(anna, MEMBER, mine.pk, "name", value, actor=None)
    assert "name" in raised.value.error_dict
    assert not proposals_of(anna).exists()


def test_a_proposal_for_somebody_elses_record(anna, erik):
    theirs = member(erik)
    with pytest.raises(NotYours):
        propose(anna, MEMBER, theirs.pk, "name", "Mine", actor=None)


def test_a_proposal_is_withdrawn_by_its_owner_alone(anna, erik):
    proposal = propose(anna, MEMBER, member(anna).pk, "name", "Anna Berg", actor=None)
    assert withdraw(erik, proposal.pk, actor=None) is False
    assert withdraw(anna, proposal.pk, actor=None) is True
    assert withdraw(anna, proposal.pk, actor=None) is False


@freeze_time("2026-11-22")
def test_a_voucher_in_its_time_gets_a_note_beside_it(anna):
    bookkeeping()
    mine = member(anna, joined_on=dt.date(2020, 3, 1), phone="12345")

    with pytest.raises(WrongWay) as raised:
        propose(anna, MEMBER, mine.pk, "name", "Anna Berg", actor=None)
    assert raised.value.way is Way.NOTE
    note(anna, MEMBER, mine.pk, "name", " Berg since 2021 ", actor=None)

    mine.refresh_from_db()
    assert mine.name == "Anna Ek"
    assert [beside.text for beside in notes_of(anna)] == ["Berg since 2021"]
    assert correct(anna, MEMBER, mine.pk, {"phone": "+46 70 999"}, actor=None)


@pytest.mark.parametrize("joined_on", [None, dt.date(2017, 12, 31)])
@freeze_time("2026-11-22")
def test_what_is_not_booked_yet_or_past_its_time_is_no_voucher(anna, joined_on):
    bookkeeping()
    mine = member(anna, joined_on=joined_on)
    with pytest.raises(WrongWay):
        note(anna, MEMBER, mine.pk, "name", "Berg", actor=None)
    assert propose(anna, MEMBER, mine.pk, "name", "Anna Berg", actor=None)


def test_a_restricted_record_is_found_and_kept(anna):
    mine = member(None, name="Anna Ek")
    restrict(type(mine), [mine.pk], anna.hashes, "law", None)
    assert note(anna, MEMBER, mine.pk, "name", "Berg", actor=None)


def test_under_a_hold_nothing_is_overwritten(anna):
    mine = member(anna, phone="12345")
    LegalHold.objects.create(
        source=MEMBER, record_key=str(mine.pk), reason="A claim", review_on=dt.date(2027, 1, 1)
    )
    with pytest.raises(WrongWay) as raised:
        correct(anna, MEMBER, mine.pk, {"phone": "+46 70 999"}, actor=None)
    assert raised.value.way is Way.NOTE
    assert note(anna, MEMBER, mine.pk, "phone", "It is +46 70 999", actor=None)


def test_a_note_needs_words(anna):
    mine = member(None)
    restrict(type(mine), [mine.pk], anna.hashes, "law", None)
    with pytest.raises(ValidationError):
        note(anna, MEMBER, mine.pk, "name", "  ", actor=None)


def test_what_makes_a_record_ones_own_is_never_given_to_somebody_else(anna):
    shared = message(person("erik@example.com"), recipient_email="anna@example.com")
    declaration = type("Open", (MessageData,), {"correctable": ("recipient_email",)})
    given = {"recipient_email": "erik@example.com"}
    with register_temporarily(Message, declaration), pytest.raises(WrongWay) as raised:
        correct(anna, "testapp.message", shared.pk, given, actor=None)
    assert raised.value.way is Way.EMAIL
    shared.refresh_from_db()
    assert shared.recipient_email == "anna@example.com"


def test_the_accounts_own_address_is_changed_where_it_is_verified(anna):
    address = anna.user.emailaddress_set.get()
    for source, pk in (("auth.user", anna.user.pk), ("account.emailaddress", address.pk)):
        with pytest.raises(WrongWay) as raised:
            correct(anna, source, pk, {"email": "new@example.com"}, actor=None)
        assert raised.value.way is Way.EMAIL
    anna.user.refresh_from_db()
    assert anna.user.email == "anna@example.com"


@pytest.mark.parametrize(("address", "held"), [("anna.b@example.com", True), ("x@y.se", False)])
def test_an_address_that_makes_it_ones_own_is_corrected_to_another_of_ones_own(address, held):
    own = person("anna@example.com", "anna.b@example.com")
    mine = member(own, email="typo@example.com")
    declaration = type("Open", (MemberData,), {"correctable": ("email",)})
    with register_temporarily(Member, declaration):
        if held:
            assert correct(own, MEMBER, mine.pk, {"email": address}, actor=None)
        else:
            with pytest.raises(ValidationError):
                correct(own, MEMBER, mine.pk, {"email": address}, actor=None)
    mine.refresh_from_db()
    assert (mine.email == address) is held
