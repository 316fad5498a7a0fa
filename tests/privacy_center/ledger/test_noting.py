"""Each deed leaves an entry before it is done, or it is not done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from privacy_center.audit import Actor
from privacy_center.consent import (
    has_consent,
    may_market_to,
    object_to_marketing,
    stop_all_marketing,
    withdraw,
)
from privacy_center.erasure import erase
from privacy_center.erasure.models import ErasureRun
from privacy_center.ledger.backends import LedgerUnavailable
from privacy_center.ledger.entries import Deed, account_hashes, address_hashes
from privacy_center.ledger.models import LedgerMark
from privacy_center.ledger.noting import carrying_out_again
from privacy_center.requests import PrivacyRequest
from privacy_center.signals import erasure_completed
from privacy_center.subjects import Subject
from tests.privacy_center.consent.factories import activity as consent_activity
from tests.privacy_center.consent.factories import how, say_yes
from tests.testapp import factories
from tests.testapp.models import Member

from .conftest import entries

pytestmark = pytest.mark.django_db

NOWHERE = "file:///nowhere/at/all"


@pytest.fixture
def url(kept_at: Callable[..., None], tmp_path: Path) -> str:
    address = f"file://{tmp_path}/ledger"
    kept_at(address)
    return address


@pytest.fixture
def activities(db: None) -> None:
    for slug in ("members", "events", "courses", "messages", "account", "security"):
        factories.activity(slug)
    for slug in ("consent-proof", "rights-requests"):
        factories.activity(slug, period_value=3)


@pytest.fixture
def anna() -> Subject:
    return factories.person("anna@example.com", "ek@example.com")


def run_erasure(subject: Subject) -> Any:
    return erase(subject, actor=Actor.command(), language="en")


def test_a_withdrawal_is_written_with_its_purpose(url: str, anna: Subject) -> None:
    say_yes(anna)
    assert withdraw(anna, "newsletter", **how(anna))
    (entry,) = entries(url)
    assert (entry.kind, entry.purpose) == (Deed.WITHDRAWAL, "newsletter")
    assert LedgerMark.objects.get(entry=entry.id).done_at


def test_the_entry_leads_to_each_address_and_the_account_and_nobody_else(
    url: str, anna: Subject, settings: Any
) -> None:
    object_to_marketing(anna, **how(anna))
    (entry,) = entries(url)
    assert entry.addresses == (
        *address_hashes("anna@example.com"),
        *address_hashes("ek@example.com"),
    )
    assert entry.account == account_hashes(anna.user_pk)[0]
    assert entry.pseudonyms == anna.pseudonyms


def test_what_changes_nothing_is_not_written(url: str, anna: Subject) -> None:
    assert not withdraw(anna, "newsletter", **how(anna))
    object_to_marketing(anna, **how(anna))
    assert not object_to_marketing(anna, **how(anna))
    assert len(entries(url)) == 1


def test_stopping_all_marketing_is_written_deed_by_deed(url: str, anna: Subject) -> None:
    consent_activity("newsletter", direct_marketing=True)
    say_yes(anna)
    stop_all_marketing(anna, **how(anna))
    assert [entry.kind for entry in entries(url)] == [Deed.OBJECTION, Deed.WITHDRAWAL]


@pytest.mark.usefixtures("activities")
def test_an_erasure_is_written_once_however_often_it_is_taken_up(
    url: str, anna: Subject, django_capture_on_commit_callbacks: Any
) -> None:
    factories.member(anna)
    with django_capture_on_commit_callbacks(execute=True):
        run = run_erasure(anna)
    (entry,) = [one for one in entries(url) if one.kind is Deed.ERASURE]
    assert entry.id == run.pk.hex
    assert entry.language == "en"
    assert entry.at <= run.closed_at
    assert LedgerMark.objects.get(entry=entry.id).done_at
    run.closed_at = None
    run.save()
    run_erasure(anna)
    assert len([one for one in entries(url) if one.kind is Deed.ERASURE]) == 1


@pytest.mark.usefixtures("activities")
def test_an_erasure_that_is_not_finished_has_no_done_mark(
    url: str, anna: Subject, django_capture_on_commit_callbacks: Any
) -> None:
    run = ErasureRun.objects.create(pseudonym="x", actor_kind="command", status="partial")
    LedgerMark.objects.create(entry=run.pk.hex)
    with django_capture_on_commit_callbacks(execute=True):
        erasure_completed.send_on_commit(ErasureRun, subject=anna, run=run)
    assert LedgerMark.objects.get().done_at is None


@pytest.mark.usefixtures("activities")
def test_where_the_ledger_cannot_be_written_nothing_is_done(
    kept_at: Callable[..., None], anna: Subject
) -> None:
    consent_activity("newsletter")
    say_yes(anna)
    factories.member(anna, name="Anna Ek")
    kept_at(NOWHERE)
    for deed in (
        lambda: withdraw(anna, "newsletter", **how(anna)),
        lambda: object_to_marketing(anna, **how(anna)),
        lambda: stop_all_marketing(anna, **how(anna)),
        lambda: run_erasure(anna),
    ):
        with pytest.raises(LedgerUnavailable, match="cannot be written"):
            deed()
    assert has_consent(anna, "newsletter")
    assert may_market_to("anna@example.com")
    assert Member.objects.get().name == "Anna Ek"
    assert not ErasureRun.objects.exists()
    assert not LedgerMark.objects.exists()


@pytest.mark.usefixtures("activities")
def test_an_erasure_goes_on_once_the_ledger_is_back(
    kept_at: Callable[..., None], anna: Subject, tmp_path: Path
) -> None:
    factories.member(anna)
    kept_at(NOWHERE)
    with pytest.raises(LedgerUnavailable):
        run_erasure(anna)
    kept_at(f"file://{tmp_path}/ledger")
    assert run_erasure(anna).status == "complete"


@pytest.mark.usefixtures("activities")
def test_the_command_says_why_it_erased_nothing(
    kept_at: Callable[..., None], anna: Subject
) -> None:
    kept_at("file:nowhere")
    with pytest.raises(CommandError, match=r"file:///absolute/path"):
        call_command("privacy_erase", email="anna@example.com")
    assert PrivacyRequest.objects.get().is_open


@pytest.mark.usefixtures("activities")
def test_a_person_is_told_that_nothing_was_changed(
    kept_at: Callable[..., None], anna: Subject, client: Client
) -> None:
    kept_at(NOWHERE)
    client.force_login(anna.user)
    answer = client.post(
        "/account/privacy/consents/", {"action": "stop"}, headers={"accept-language": "en"}
    )
    assert answer.status_code == 503
    assert "Nothing was changed" in answer.content.decode()
    assert may_market_to("anna@example.com")


def test_what_is_carried_out_again_is_not_written_again(url: str, anna: Subject) -> None:
    with carrying_out_again():
        object_to_marketing(anna, **how(anna))
    assert entries(url) == []


def test_without_a_ledger_the_deeds_are_done_all_the_same(anna: Subject) -> None:
    assert object_to_marketing(anna, **how(anna))
    assert not LedgerMark.objects.exists()
