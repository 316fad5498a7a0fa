import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from privacy_center.audit.models import AuditEntry
from privacy_center.holds.models import LegalHold
from privacy_center.rectification import (
    CannotDecide,
    Difference,
    accept,
    notes_of,
    propose,
    refuse,
    withdraw,
)
from privacy_center.subjects import Subject
from tests.privacy_center.staff.factories import make_officer
from tests.testapp.factories import masked, member, person
from tests.testapp.models import Member

pytestmark = pytest.mark.django_db
MEMBER = "testapp.member"


@pytest.fixture
def anna():
    return person("anna@example.com")


@pytest.fixture
def officer():
    return make_officer()


def proposed(subject, record, value="Anna Alm", **more):
    return propose(subject, MEMBER, record.pk, "name", value, actor=None, **more)


def shown(proposal):
    return Difference(proposal).shown


def test_a_difference_says_what_is_there_and_what_would_be(anna):
    difference = Difference(proposed(anna, member(anna, name="Anna Ek")))
    assert (difference.now, difference.proposed, difference.label) == (
        "Anna Ek",
        "Anna Alm",
        "Full name",
    )
    assert difference.subject == anna
    assert not difference.locked


def test_the_officer_decides_on_whole_values(anna):
    mine = member(anna, name="Anna Ek")
    proposal = proposed(anna, mine)
    with masked("name"):
        assert (Difference(proposal).now, Difference(proposal).proposed) == ("Anna Ek", "Anna Alm")


def test_what_is_accepted_is_written_and_nobody_elses(anna, officer):
    mine, theirs = member(anna), member(person("erik@example.com"))
    proposal = proposed(anna, mine)
    accept(proposal, shown=shown(proposal), officer=officer, answer="As on the certificate.")
    mine.refresh_from_db()
    theirs.refresh_from_db()
    proposal.refresh_from_db()
    assert (mine.name, theirs.name) == ("Anna Alm", "Anna Ek")
    assert (proposal.state, proposal.decided_by) == ("accepted", officer)
    assert proposal.answer == "As on the certificate."
    trail = list(AuditEntry.objects.values_list("action", "actor"))
    assert ("correction_decided", f"staff:{officer.pk}") in trail
    assert ("data_rectified", f"staff:{officer.pk}") in trail
    assert "Alm" not in repr(list(AuditEntry.objects.values_list("details", flat=True)))


def test_what_is_refused_stays_and_has_a_reason(anna, officer):
    mine = member(anna)
    proposal = proposed(anna, mine)
    with pytest.raises(ValueError, match="12"):
        refuse(proposal, answer=" ", officer=officer)
    refuse(proposal, answer="The register says otherwise.", officer=officer)
    mine.refresh_from_db()
    proposal.refresh_from_db()
    assert mine.name == "Anna Ek"
    assert (proposal.state, proposal.answer) == ("refused", "The register says otherwise.")


def test_what_was_decided_or_taken_back_is_not_decided_again(anna, officer):
    mine = member(anna)
    first = proposed(anna, mine)
    was_shown = shown(first)
    withdraw(anna, first.pk, actor=None)
    for decide in (
        lambda: accept(first, shown=was_shown, officer=officer),
        lambda: refuse(first, answer="No.", officer=officer),
    ):
        with pytest.raises(CannotDecide):
            decide()
    mine.refresh_from_db()
    assert mine.name == "Anna Ek"


def test_a_record_that_changed_meanwhile_is_looked_at_again(anna, officer):
    mine = member(anna)
    proposal = proposed(anna, mine)
    was_shown = shown(proposal)
    Member.objects.filter(pk=mine.pk).update(name="Anna Asp")
    with pytest.raises(CannotDecide):
        accept(proposal, shown=was_shown, officer=officer)
    mine.refresh_from_db()
    assert mine.name == "Anna Asp"


def test_the_model_has_the_last_word(anna, officer):
    mine = member(anna)
    proposal = proposed(anna, mine)
    proposal.value = '"' + "x" * 101 + '"'
    proposal.save()
    with pytest.raises(ValidationError):
        accept(proposal, shown=shown(proposal), officer=officer)
    proposal.refresh_from_db()
    assert proposal.is_pending


def test_under_a_hold_it_is_noted_beside(anna, officer):
    mine = member(anna)
    proposal = proposed(anna, mine)
    LegalHold.objects.create(
        source=MEMBER, record_key=str(mine.pk), reason="A claim", review_on=dt.date(2099, 1, 1)
    )
    assert Difference(proposal).locked
    accept(proposal, shown=shown(proposal), officer=officer)
    mine.refresh_from_db()
    assert mine.name == "Anna Ek"
    assert [beside.text for beside in notes_of(anna)] == ["Anna Alm"]


@pytest.mark.parametrize("gone", [True, False])
def test_a_record_that_is_gone_or_anothers_is_not_written(anna, officer, gone):
    mine, erik = member(anna), person("erik@example.com")
    proposal = proposed(anna, mine)
    if gone:
        mine.delete()
    else:
        Member.objects.filter(pk=mine.pk).update(user=erik.user)
    with pytest.raises(CannotDecide):
        accept(proposal, shown=shown(proposal), officer=officer)
    assert not Member.objects.filter(name="Anna Alm").exists()


def test_somebody_without_an_account_is_found_by_the_address_on_the_record(officer):
    guest = Subject.of(None, ["guest@example.com"])
    mine = member(None, email="Guest@example.com")
    proposal = proposed(guest, mine)
    found = Difference(proposal).subject
    assert found is not None
    assert found.emails == guest.emails
    accept(proposal, shown=shown(proposal), officer=officer)
    mine.refresh_from_db()
    assert mine.name == "Anna Alm"
