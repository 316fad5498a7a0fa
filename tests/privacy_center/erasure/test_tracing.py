"""Traces in other people's records: taken out, or left with a reason."""

import json

import pytest
from django.contrib.auth import get_user_model

from privacy_center.audit import Actor
from privacy_center.erasure import resume
from privacy_center.erasure.deciding import CannotDecide
from privacy_center.erasure.tracing import accept, redact, shown
from tests.testapp import factories
from tests.testapp.models import Interest, Member, Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    return get_user_model().objects.create_user("officer", "officer@example.com", "a-password-1")


@pytest.fixture
def quoted(anna, erik, erased):
    """Anna's erasure, after Erik quoted her."""
    factories.message(erik, body="I wrote to Anna@Example.com, not to nanna@example.com")
    factories.member(erik, preferences={"friends": ["anna@example.com", "x"], "n": 1})
    return erased(anna)


def test_a_quoted_person_leaves_the_run_open_for_the_officer(quoted):
    assert quoted.status == "complete"
    assert {found["state"] for found in quoted.residue} == {"another's"}
    assert quoted.closed_at is None
    assert quoted.identifiers
    (found,) = shown(quoted, "testapp.message", "body", 10)
    assert "Anna@Example.com" in found.excerpt


def test_redacting_takes_the_person_out_and_nothing_else(quoted, officer, mailoutbox):
    assert redact(quoted, "testapp.message", "body", officer=officer) == 1
    assert Message.objects.get().body == "I wrote to […], not to nanna@example.com"
    run = resume(quoted, actor=Actor.staff(officer))
    assert run.closed_at is None
    redact(quoted, "testapp.member", "preferences", officer=officer)
    assert Member.objects.get().preferences == {"friends": ["[…]", "x"], "n": 1}
    mailoutbox.clear()
    run = resume(quoted, actor=Actor.staff(officer))
    assert (run.residue, run.identifiers) == ([], "")
    assert run.closed_at
    assert not mailoutbox


def test_what_is_accepted_stays_and_a_new_one_waits_again(quoted, erik, officer):
    redact(quoted, "testapp.member", "preferences", officer=officer)
    accept(quoted, "testapp.message", "body", reason="A public debate", officer=officer)
    factories.message(erik, body="again anna@example.com")
    run = resume(quoted, actor=Actor.staff(officer))
    assert [(f["state"], f["count"]) for f in run.residue] == [("accepted", 1), ("another's", 1)]
    accept(quoted, "testapp.message", "body", reason="A public debate", officer=officer)
    run = resume(quoted, actor=Actor.staff(officer))
    assert [(f["state"], f["count"]) for f in run.residue] == [("accepted", 2)]
    assert run.closed_at


def test_nothing_is_accepted_without_a_reason(quoted, officer):
    with pytest.raises(CannotDecide):
        accept(quoted, "testapp.message", "body", reason=" ", officer=officer)


def test_what_stands_where_nothing_personal_should_is_ours_until_the_officer_acts(
    anna, erased, officer
):
    """No plan reaches the table, so only people can take it away; until then it is not complete."""
    Interest.objects.create(name="Chess with anna@example.com")
    run = erased(anna)
    assert run.status == "partial"
    (found,) = run.residue
    assert (found["model"], found["field"], found["state"]) == ("testapp.interest", "name", "ours")
    assert redact(run, "testapp.interest", "name", officer=officer) == 1
    assert Interest.objects.get().name == "Chess with […]"
    assert resume(run, actor=Actor.staff(officer)).status == "complete"


def test_or_it_is_accepted_with_a_reason(anna, erased, officer):
    Interest.objects.create(name="Chess with anna@example.com")
    run = erased(anna)
    assert accept(run, "testapp.interest", "name", reason="A trade mark", officer=officer) == 1
    run = resume(run, actor=Actor.staff(officer))
    assert (run.status, [found["state"] for found in run.residue]) == ("complete", ["accepted"])


def test_a_trace_behind_a_line_break_is_shown_and_taken_out(anna, erik, erased, officer):
    said = {"m": "Hello\nanna@example.com\nrang", "n": "nanna@example.com"}
    factories.message(erik, body=json.dumps(said))
    factories.member(erik, preferences=said)
    run = erased(anna)
    for model, field in (("testapp.message", "body"), ("testapp.member", "preferences")):
        (found,) = shown(run, model, field, 10)
        assert "Hello\nanna@example.com" in found.excerpt
        assert redact(run, model, field, officer=officer) == 1
    without = said | {"m": "Hello\n[…]\nrang"}
    assert json.loads(Message.objects.get().body) == without
    assert Member.objects.get().preferences == without
