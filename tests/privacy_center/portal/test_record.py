from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from privacy_center.audit.models import AuditEntry
from privacy_center.portal.forms import CopiesField
from privacy_center.rectification import copies_of
from privacy_center.rectification.models import CorrectionNote, CorrectionProposal
from privacy_center.requests import Kind, PrivacyRequest, State, requests_of
from privacy_center.sources import registry
from tests.privacy_center.policy.factories import make_bookkeeping
from tests.privacy_center.portal.people import address, everything, person, sign_in
from tests.testapp.factories import masked, member, message
from tests.testapp.models import Member, Specimen

pytestmark = pytest.mark.django_db

CORRECTED = {"action": "correct", "now-phone": "+46 70 222", "now-preferences": "{}"}


def url(record: Any) -> str:
    return address("record", record._meta.label_lower, record.pk)


def test_a_field_is_corrected_at_once(django_capture_on_commit_callbacks: Any) -> None:
    anna = person("anna@example.com")
    mine = member(anna, phone="+46 70 111")
    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_in(anna).post(url(mine), CORRECTED, follow=True)
    assert "Corrected: Phone." in answer.content.decode()
    mine.refresh_from_db()
    assert mine.phone == "+46 70 222"
    request = requests_of(anna).get()
    assert (request.kind, request.state) == (Kind.RECTIFICATION, State.COMPLETED)
    assert mail.outbox[0].to == ["anna@example.com"]
    assert "70 222" not in mail.outbox[0].body
    assert "70 222" not in repr(list(AuditEntry.objects.values_list("details", flat=True)))


def test_saying_the_same_again_is_no_request() -> None:
    anna = person("anna@example.com")
    mine = member(anna, phone="+46 70 222")
    answer = sign_in(anna).post(url(mine), CORRECTED, follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert not PrivacyRequest.objects.exists()


def test_a_value_that_does_not_hold_is_explained_and_nothing_is_lost() -> None:
    anna = person("anna@example.com")
    mine = member(anna, phone="+46 70 111")
    answer = sign_in(anna).post(url(mine), {**CORRECTED, "now-phone": "not a number"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#id_now-phone"' in page
    assert 'value="not a number"' in page
    mine.refresh_from_db()
    assert mine.phone == "+46 70 111"
    assert not PrivacyRequest.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_persons_record_is_not_found(method: str) -> None:
    theirs = member(person("erik@example.com"), phone="+46 70 999")
    browser = sign_in(person("anna@example.com"))
    for record_url in (url(theirs), address("record", "testapp.member", 999_999)):
        answer = getattr(browser, method)(record_url, CORRECTED)
        assert answer.status_code == 404
    theirs.refresh_from_db()
    assert theirs.phone == "+46 70 999"


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("testapp.member", "x"),
        ("testapp.member", "9" * 30),
        ("testapp.member", "~x"),
        ("testapp.interest", "1"),
        ("nonsense", "1"),
        ("auth.group", "1"),
    ],
)
def test_an_address_of_nothing_is_not_found(source: str, key: str) -> None:
    browser = sign_in(person("anna@example.com"))
    assert browser.get(address("record", source, key)).status_code == 404


def test_a_record_with_a_uuid_has_an_address() -> None:
    anna = person("anna@example.com")
    mine = Specimen.objects.create(email="anna@example.com", short="shown")
    assert "shown" in sign_in(anna).get(url(mine)).content.decode()


def test_looking_at_a_record_changes_nothing() -> None:
    anna = person("anna@example.com")
    browser = sign_in(anna)
    mine = member(anna)
    before = everything("django_session", "usersessions_")
    browser.get(url(mine))
    assert everything("django_session", "usersessions_") == before


def propose(browser: Any, record: Any, value: str, **more: Any) -> Any:
    given = {"action": "propose", "field": "name", "review-name-value": value, **more}
    return browser.post(url(record), given, follow=True)


def test_a_field_under_review_is_proposed_and_waits() -> None:
    anna = person("anna@example.com")
    mine = member(anna, name="Anna Ek")
    browser = sign_in(anna)
    page = propose(browser, mine, "Anna Alm", **{"review-name-reason": "I married."})
    assert "within a month" in page.content.decode()
    mine.refresh_from_db()
    assert mine.name == "Anna Ek"
    proposal = CorrectionProposal.objects.get()
    assert (proposal.proposed, proposal.reason) == ("Anna Alm", "I married.")
    request = requests_of(anna).get()
    assert (request.state, request.correction) == (State.RECEIVED, proposal)


def test_a_second_proposal_takes_the_place_of_the_first_with_its_request() -> None:
    anna = person("anna@example.com")
    mine = member(anna)
    browser = sign_in(anna)
    propose(browser, mine, "Anna Alm")
    propose(browser, mine, "Anna Asp")
    states = requests_of(anna).order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.CANCELLED, State.RECEIVED]


def test_a_proposal_can_be_taken_back_by_its_person_alone() -> None:
    anna, erik = person("anna@example.com"), person("erik@example.com")
    mine, his = member(anna), member(erik)
    browser = sign_in(anna)
    propose(browser, mine, "Anna Alm")
    proposal = CorrectionProposal.objects.get()
    sign_in(erik).post(url(his), {"action": "withdraw", "proposal": proposal.pk})
    proposal.refresh_from_db()
    assert proposal.is_pending
    browser.post(url(mine), {"action": "withdraw", "proposal": proposal.pk})
    proposal.refresh_from_db()
    assert not proposal.is_pending
    assert requests_of(anna).get().state == State.CANCELLED


def test_what_stands_on_a_voucher_is_locked_and_takes_a_note() -> None:
    make_bookkeeping("members")
    anna = person("anna@example.com")
    mine = member(anna, name="Anna Ek", joined_on=dt.date(2026, 1, 1))
    browser = sign_in(anna)
    page = browser.get(url(mine)).content.decode()
    assert "Locked by law" in page
    assert propose(browser, mine, "Anna Alm").status_code == 400
    answer = browser.post(
        url(mine),
        {"action": "note", "field": "name", "note-name-text": "Spelt Eek."},
        follow=True,
    )
    assert "Spelt Eek." in answer.content.decode()
    mine.refresh_from_db()
    assert mine.name == "Anna Ek"
    assert CorrectionNote.objects.get().text == "Spelt Eek."
    assert requests_of(anna).get().state == State.COMPLETED


def test_an_empty_note_is_refused() -> None:
    make_bookkeeping("members")
    anna = person("anna@example.com")
    mine = member(anna, joined_on=dt.date(2026, 1, 1))
    answer = sign_in(anna).post(
        url(mine), {"action": "note", "field": "name", "note-name-text": " "}
    )
    assert answer.status_code == 400
    assert not CorrectionNote.objects.exists()


def test_in_another_persons_record_one_corrects_ones_own_fields_alone() -> None:
    anna, erik = person("anna@example.com"), person("erik@example.com")
    theirs = message(erik, recipient_email="anna@example.com", recipient_name="Ana", body="Hello")
    sign_in(anna).post(
        url(theirs), {"action": "correct", "now-recipient_name": "Anna", "now-body": "Mine now"}
    )
    theirs.refresh_from_db()
    assert (theirs.recipient_name, theirs.body) == ("Anna", "Hello")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"action": "nonsense"},
        {"action": "propose", "field": "phone", "review-phone-value": "1"},
        {"action": "propose", "field": "door_code", "review-door_code-value": "1"},
        {"action": "note", "field": "name", "note-name-text": "x"},
        {"action": "withdraw", "proposal": "x"},
    ],
)
def test_a_form_that_no_page_has_is_refused(data: dict[str, str]) -> None:
    anna = person("anna@example.com")
    mine = member(anna)
    before = list(Member.objects.values())
    assert sign_in(anna).post(url(mine), data).status_code == 400
    assert list(Member.objects.values()) == before


def test_a_proposal_takes_a_file_along_and_another_kind_of_file_is_refused() -> None:
    anna = person("anna@example.com")
    mine = member(anna)
    browser = sign_in(anna)
    wrong = SimpleUploadedFile("proof.pdf", b"<html>")
    assert "PDF" in propose(browser, mine, "Anna Alm", **attached(wrong)).content.decode()
    assert not CorrectionProposal.objects.exists()
    propose(browser, mine, "Anna Alm", **attached(SimpleUploadedFile("Anna.pdf", b"%PDF-1.7")))
    stored = CorrectionProposal.objects.get().attachment
    assert content(stored) == b"%PDF-1.7"
    assert "Anna" not in stored.name


def content(stored: Any) -> bytes:
    with stored.open("rb") as file:
        read: bytes = file.read()
    return read


def attached(file: Any) -> dict[str, Any]:
    return {"review-name-attachment": file}


def test_the_same_value_elsewhere_follows_where_it_is_ticked() -> None:
    anna, erik = person("anna@example.com"), person("erik@example.com")
    mine, second, third = (member(anna, phone="+46 70 111") for _ in range(3))
    theirs = member(erik, phone="+46 70 111")
    browser = sign_in(anna)
    copies = browser.get(url(mine)).context["at_once"].fields["also-phone"].choices
    assert len(copies) == 2
    token = next(token for token, words in copies if f"Member {second.pk}:" in words)
    answer = browser.post(url(mine), {**CORRECTED, "now-also-phone": [token]}, follow=True)
    assert "Corrected in one more place." in answer.content.decode()
    phones = dict(Member.objects.values_list("pk", "phone"))
    assert phones == {
        mine.pk: "+46 70 222",
        second.pk: "+46 70 222",
        third.pk: "+46 70 111",
        theirs.pk: "+46 70 111",
    }
    stranger = CopiesField(copies_of(erik, registry.get(Member), theirs, "phone")).choices
    assert stranger == []


def test_a_copy_that_no_page_offered_is_refused() -> None:
    anna = person("anna@example.com")
    mine, second = member(anna, phone="+46 70 111"), member(anna, phone="+46 70 111")
    answer = sign_in(anna).post(url(mine), {**CORRECTED, "now-also-phone": ["x" * 24]})
    assert answer.status_code == 400
    second.refresh_from_db()
    assert second.phone == "+46 70 111"


def test_copies_under_review_become_proposals_of_their_own() -> None:
    anna = person("anna@example.com")
    mine, second = member(anna), member(anna)
    browser = sign_in(anna)
    (form,) = [row.form for row in browser.get(url(mine)).context["reviews"]]
    ((token, _words),) = form.fields["also"].choices
    file = SimpleUploadedFile("x.pdf", b"%PDF-1.7")
    more = {"review-name-also": token, "review-name-reason": "I married."} | attached(file)
    page = propose(browser, mine, "Anna Alm", **more).content.decode()
    assert "Proposed for one more place." in page
    rows = CorrectionProposal.objects.order_by("pk")
    assert [row.record_key for row in rows] == [str(mine.pk), str(second.pk)]
    assert [row.reason for row in rows] == ["I married."] * 2
    assert [content(row.attachment) for row in rows] == [b"%PDF-1.7"] * 2
    assert requests_of(anna).count() == 2


def test_a_masked_value_is_shown_to_who_asks_and_proves_who_they_are() -> None:
    anna = person("anna@example.com")
    mine = member(anna, name="Hidden Name", phone="+46 70 111")
    asked = {"action": "reveal", "field": "name"}
    with masked("name"):
        browser = sign_in(anna)
        for page in (url(mine), address("data"), address("timeline")):
            assert "Hidden Name" not in browser.get(page).content.decode()
        sent_away = browser.post(url(mine), asked)
        assert sent_away.status_code == 302
        assert "Hidden" not in sent_away.url
        assert not AuditEntry.objects.filter(action="data_revealed").exists()
        browser = sign_in(anna, proved=True)
        answer = browser.post(url(mine), asked)
        assert "Hidden Name" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert "Hidden Name" not in browser.get(url(mine)).content.decode()
        assert browser.post(url(mine), {**asked, "field": "phone"}).status_code == 400
    entry = AuditEntry.objects.get(action="data_revealed")
    assert entry.details == {"source": "testapp.member", "fields": ["name"]}


def test_another_persons_masked_value_is_not_found() -> None:
    theirs = member(person("erik@example.com"), name="Hidden Name")
    with masked("name"):
        browser = sign_in(person("anna@example.com"), proved=True)
        answer = browser.post(url(theirs), {"action": "reveal", "field": "name"})
    assert answer.status_code == 404


def test_the_address_of_the_account_leads_to_where_it_is_verified() -> None:
    anna = person("anna@example.com")
    page = sign_in(anna).get(url(anna.user)).content.decode()
    assert f'href="{reverse("account_email")}"' in page
    assert 'name="now-email"' not in page
