"""The officer's pages for corrections, as the officer's browser sees them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from privacy_center.audit import Actor
from privacy_center.audit.models import AuditEntry
from privacy_center.rectification import Difference, correct
from privacy_center.rectification.models import CorrectionProposal, RecipientNotice
from privacy_center.requests import PrivacyRequest, State
from privacy_center.requests.correcting import request_review
from privacy_center.sources import registry
from privacy_center.subjects import Subject
from tests.privacy_center.policy.factories import make_activity, make_recipient
from tests.privacy_center.portal.people import address, sign_in
from tests.testapp.factories import member, person
from tests.testapp.models import Member

from .factories import make_editor, make_officer

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 proof"


@pytest.fixture
def anna() -> Subject:
    return person("anna@example.com")


@pytest.fixture
def proposal(anna: Subject) -> CorrectionProposal:
    return ask(anna, member(anna, name="Anna Ek"))


@pytest.fixture
def officer(client: Client) -> Any:
    officer = make_officer()
    client.force_login(officer)
    return officer


def ask(subject: Subject, record: Member, value: str = "Anna Alm") -> CorrectionProposal:
    source = registry.get(Member)
    assert source is not None
    asked = request_review(
        subject,
        source,
        record.pk,
        "name",
        value,
        reason="I married.",
        attachment=SimpleUploadedFile("proof.pdf", PDF),
        actor=Actor.person(subject.pseudonym),
        language="en",
    )
    assert asked.correction is not None
    return asked.correction


def page(proposal: CorrectionProposal, name: str = "decide") -> str:
    return reverse(f"privacy_corrections:{name}", args=[proposal.pk])


def decision(proposal: CorrectionProposal, **fields: str) -> dict[str, str]:
    given = {"shown": Difference(proposal).shown, "decision": "accept", "reason": ""}
    return given | fields


def test_the_list_says_what_waits_and_when_it_is_due_and_names_nobody(
    client: Client, officer: Any, proposal: CorrectionProposal
) -> None:
    html = client.get(reverse("privacy_corrections:index")).content.decode()
    asked = PrivacyRequest.objects.get()
    assert page(proposal) in html
    assert asked.reference in html
    assert "Members: Full name" in html
    for words in ("Anna", "married", "anna@example.com"):
        assert words not in html


def test_the_request_leads_to_the_decision(
    client: Client, officer: Any, proposal: CorrectionProposal
) -> None:
    asked = PrivacyRequest.objects.get()
    html = client.get(reverse("privacy_requests:inspect", args=[asked.pk])).content.decode()
    assert page(proposal) in html


def test_the_page_shows_the_difference_the_reason_and_the_file(
    client: Client, officer: Any, proposal: CorrectionProposal
) -> None:
    response = client.get(page(proposal))
    html = response.content.decode()
    for words in ("<del>Anna Ek</del>", "<ins>Anna Alm</ins>", "I married."):
        assert words in html
    assert "no-store" in response["Cache-Control"]
    file = client.get(page(proposal, "attachment"))
    assert b"".join(file.streaming_content) == PDF  # type: ignore[attr-defined]
    assert file["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in file["Content-Security-Policy"]
    looks = AuditEntry.objects.filter(action="person_viewed").order_by("seq")
    assert [entry.details["page"] for entry in looks] == ["proposal", "attachment"]


def test_accepting_writes_closes_and_tells(
    client: Client,
    officer: Any,
    anna: Subject,
    proposal: CorrectionProposal,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(page(proposal), decision(proposal))
    assert response.status_code == 302
    assert Member.objects.get().name == "Anna Alm"
    assert PrivacyRequest.objects.get().state == State.COMPLETED
    assert mailoutbox[-1].to == ["anna@example.com"]
    assert "Full name" in mailoutbox[-1].body
    assert "Alm" not in mailoutbox[-1].body
    assert "Nothing" not in client.get(page(proposal)).content.decode()


def test_refusing_needs_a_reason_and_carries_the_remedies(
    client: Client,
    officer: Any,
    anna: Subject,
    proposal: CorrectionProposal,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    html = client.post(page(proposal), decision(proposal, decision="refuse")).content.decode()
    assert "a refusal carries its reason" in html
    assert PrivacyRequest.objects.get().state == State.RECEIVED
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            page(proposal), decision(proposal, decision="refuse", reason="No such register entry.")
        )
    asked = PrivacyRequest.objects.get()
    assert (asked.state, Member.objects.get().name) == (State.REFUSED, "Anna Ek")
    assert "supervisory authority" in mailoutbox[-1].body
    assert "register entry" not in mailoutbox[-1].body
    own = sign_in(anna).get(address("request", asked.reference)).content.decode()
    assert "No such register entry." in own
    assert "you can go to court" in own
    assert "register entry" not in repr(list(asked.events.values_list("note", flat=True)))


def test_who_has_no_account_reads_the_reason_in_the_mail(
    client: Client, officer: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    guest = Subject.of(None, ["guest@example.com"])
    proposal = ask(guest, member(None, email="guest@example.com"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(proposal), decision(proposal, decision="refuse", reason="Because."))
    assert mailoutbox[-1].to == ["guest@example.com"]
    assert "Because." in mailoutbox[-1].body


def test_what_has_changed_since_is_looked_at_again(
    client: Client, officer: Any, proposal: CorrectionProposal
) -> None:
    given = decision(proposal)
    Member.objects.update(name="Anna Asp")
    assert "changed in the meantime" in client.post(page(proposal), given).content.decode()
    assert Member.objects.get().name == "Anna Asp"


def test_a_recipient_is_noted_as_told(client: Client, officer: Any, anna: Subject) -> None:
    make_activity("members", recipients=[make_recipient("bank")])
    mine = member(anna)
    correct(anna, "testapp.member", mine.pk, {"phone": "+46 70 111"}, actor=None)
    index = reverse("privacy_corrections:index")
    assert "bank" in client.get(index).content.decode()
    notice = RecipientNotice.objects.get()
    client.post(index, {"told": notice.pk})
    notice.refresh_from_db()
    assert notice.told_by == officer
    assert client.post(index, {"told": "nonsense"}).status_code == 404


@pytest.mark.parametrize("name", ["index", "decide", "attachment"])
def test_nobody_but_an_officer_comes_here(
    client: Client, proposal: CorrectionProposal, name: str
) -> None:
    client.force_login(make_editor())
    where = reverse("privacy_corrections:index") if name == "index" else page(proposal, name)
    for answer in (client.get(where), client.post(where, decision(proposal))):
        assert answer.status_code in (302, 403, 405)
    assert Member.objects.get().name == "Anna Ek"
    assert not AuditEntry.objects.filter(action="person_viewed").exists()


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield
