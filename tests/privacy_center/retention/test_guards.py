"""An open request of the person stops the clock for what is theirs."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.test import override_settings
from django.utils import translation

from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.holds.models import LegalHold
from privacy_center.requests import Kind, State, change_state, open_request
from privacy_center.retention import confirm_rules, retain, retention_plan
from privacy_center.subjects import Subject
from tests.testapp import factories
from tests.testapp.models import ContactCard, Member, Remark

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
LONG_AGO = dt.date(2020, 1, 1)


@pytest.fixture(autouse=True)
def _rule(db: None) -> None:
    factories.activity("members", period_value=2, period_unit="years")
    with translation.override("en"):
        confirm_rules(actor=Actor.command())


def counts() -> dict[str, int]:
    return {step.source.name: step.records for step in retention_plan(TODAY).steps}


def ask(subject: Subject, kind: str = Kind.ACCESS) -> Any:
    return open_request(kind, subject, actor=Actor.command())


def test_what_is_an_askers_waits_for_the_answer_and_nobody_elses_does() -> None:
    anna, erik = (factories.person(f"{who}@example.com") for who in ("anna", "erik"))
    asked = factories.member(anna, name="Anna Ek", joined_on=LONG_AGO)
    other = factories.member(erik, name="Erik", joined_on=LONG_AGO)
    request = ask(anna)
    assert counts() == {"testapp.member": 1}
    retain(actor=Actor.command(), today=TODAY)
    assert dict(Member.objects.values_list("pk", "name")) == {asked.pk: "Anna Ek", other.pk: ""}
    change_state(request, State.COMPLETED, actor=None)
    assert counts() == {"testapp.member": 1}


def test_any_address_of_an_asker_with_an_account_counts() -> None:
    anna = factories.person("anna@example.com", "ek@example.com")
    factories.member(None, email="Ek@example.com", joined_on=LONG_AGO)
    ask(anna)
    assert counts() == {}


def test_a_guest_who_asks_is_known_by_the_address() -> None:
    factories.member(None, email="guest@example.com", joined_on=LONG_AGO)
    factories.member(None, email="other@example.com", joined_on=LONG_AGO)
    ask(Subject.of(None, ["guest@example.com"]), Kind.ERASURE)
    assert counts() == {"testapp.member": 1}


def test_a_request_after_the_plan_still_binds(monkeypatch: pytest.MonkeyPatch) -> None:
    anna = factories.person("anna@example.com")
    factories.payment(factories.member(anna, name="Anna Ek", joined_on=LONG_AGO))
    asked: list[Any] = []

    def progress(step: Any, done: int) -> None:
        if not asked:
            asked.append(ask(anna))

    retain(actor=Actor.command(), today=TODAY, progress=progress)
    assert Member.objects.get().name == "Anna Ek"


def test_the_end_of_the_relation_is_waited_for_by_address_too() -> None:
    ProcessingActivity.objects.filter(slug="members").update(counts_from="relation")
    asa = factories.person("åsa@exämple.com", "asa@example.com")
    EmailAddress.objects.create(user=asa.user, email="boss@example.com", verified=False)
    decomposed = unicodedata.normalize("NFD", "ÅSA@exämple.com")
    for address in ("ÅSA@exämple.com", decomposed, "Asa@example.com"):
        factories.member(None, email=address, joined_on=LONG_AGO)
    due = [
        factories.member(None, email=address, joined_on=LONG_AGO)
        for address in ("boss@example.com", "nasa@example.com", "")
    ]
    assert due_members() == {row.pk for row in due}
    get_user_model().objects.all().delete()
    assert len(due_members()) == 6


def test_it_is_waited_for_where_a_record_is_found_in_the_sites_own_way() -> None:
    ProcessingActivity.objects.filter(slug="members").update(counts_from="relation")
    anna = factories.person("anna@example.com")
    ContactCard.objects.create(
        addresses=["Anna@example.com", "guest@example.com"], nickname="A", written_on=LONG_AGO
    )
    ContactCard.objects.create(addresses=["guest@example.com"], nickname="G", written_on=LONG_AGO)
    kind = ContentType.objects.get_for_model(get_user_model())
    for key in (str(anna.user.pk), "0"):
        Remark.objects.create(about_type=kind, about_key=key, text="Late.", made_on=LONG_AGO)
    assert counts() == {"testapp.contactcard": 1, "testapp.remark": 1}


def due_members() -> set[Any]:
    (step,) = retention_plan(TODAY).steps
    return set(step.rows.values_list("pk", flat=True))


def test_what_changes_while_the_run_goes_on_binds_in_the_next_batch() -> None:
    rows = [factories.member(None, name=f"N{n}", joined_on=LONG_AGO) for n in range(6)]
    changed: list[Any] = []

    def progress(step: Any, done: int) -> None:
        if not changed:
            changed.append(
                LegalHold.objects.create(
                    source="testapp.member",
                    record_key=str(rows[5].pk),
                    reason="A dispute",
                    review_on=TODAY,
                )
            )
            Member.objects.filter(pk=rows[4].pk).update(joined_on=TODAY)

    with override_settings(PRIVACY_CENTER={"BATCH_SIZE": 2}):
        run, _planned = retain(actor=Actor.command(), today=TODAY, progress=progress)
    assert list(Member.objects.order_by("pk").values_list("name", flat=True)) == [
        *[""] * 4,
        "N4",
        "N5",
    ]
    assert run.removed == 4
