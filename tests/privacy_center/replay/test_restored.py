"""A dump is made, people use their rights, the dump is restored: replay brings the state back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection

from privacy_center.audit import Actor, verify
from privacy_center.consent import may_market_to, stop_all_marketing, withdraw
from privacy_center.consent.models import ConsentEvent, MarketingObjection
from privacy_center.ledger.models import LedgerMark
from privacy_center.replay import ReplayReport
from privacy_center.requests import request_erasure
from privacy_center.sources import registry
from privacy_center.subjects import Subject, subject_of_email
from tests.privacy_center.consent.factories import how, say_yes
from tests.testapp import factories
from tests.testapp.models import EventSignup, Member, Message, Payment
from tests.testapp.privacy import MemberData

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backup(tmp_path: Path) -> Iterator[Any]:
    """The whole database, copied and put back: by SQLite's backup, by a template on PostgreSQL."""
    made = _Sqlite(tmp_path) if connection.vendor == "sqlite" else _Postgres()
    yield made
    made.forget()


class _Sqlite:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "dump.sqlite3"

    def dump(self) -> None:
        with closing(sqlite3.connect(self.path)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)

    def restore(self) -> None:
        with closing(sqlite3.connect(self.path)) as copy:
            copy.backup(connection.connection)

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)


class _Postgres:
    def __init__(self) -> None:
        self.name = connection.settings_dict["NAME"]
        self.copy = f"{self.name}_dump"

    def dump(self) -> None:
        self._copy(self.name, self.copy)

    def restore(self) -> None:
        self._copy(self.copy, self.name)

    def forget(self) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {self.copy} WITH (FORCE)")

    def _copy(self, name: str, to: str) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {to} WITH (FORCE)")
            # A browser's last request may have left a session open, and nothing may use a template.
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
                [name],
            )
            cursor.execute(f"CREATE DATABASE {to} TEMPLATE {name}")


class _PgDump(_Postgres):
    """By the programs that an administrator uses."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / "site.dump"

    def dump(self) -> None:
        connection.close()
        self._run("pg_dump", "--format=custom", f"--file={self.path}", f"--dbname={self.name}")

    def restore(self) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {self.name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {self.name}")
        self._run("pg_restore", "--exit-on-error", f"--dbname={self.name}", str(self.path))

    def _run(self, *command: str) -> None:
        where = connection.settings_dict
        named = {"HOST": where["HOST"], "PORT": where["PORT"], "USER": where["USER"]}
        named["PASSWORD"] = where["PASSWORD"]
        server = {f"PG{name}": str(value) for name, value in named.items() if value}
        done = subprocess.run(
            command, env={**os.environ, **server}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


@pytest.fixture
def pg_dump(tmp_path: Path) -> Iterator[_PgDump]:
    """The database dumped by ``pg_dump`` and put back by ``pg_restore``."""
    if connection.vendor != "postgresql":
        pytest.skip("pg_dump dumps PostgreSQL alone")
    if not (shutil.which("pg_dump") and shutil.which("pg_restore")):
        # A bare machine may do without; where everything must hold, nothing is passed by.
        missing = pytest.fail if os.environ.get("POSTGRES_REQUIRED") else pytest.skip
        missing("pg_dump and pg_restore are missing. As root: apt-get install postgresql-client")
    made = _PgDump(tmp_path)
    yield made
    made.forget()


def guest(email: str) -> Subject:
    return Subject.of(None, [email])


def erase(subject: Subject) -> str:
    return request_erasure(subject, actor=Actor.person(subject.pseudonym), language="en").status


def state() -> dict[str, Any]:
    """Everything about people, but for keys and times of what was written about the deeds."""
    choices = ConsentEvent.objects.order_by("at", "pk")
    return {
        "users": set(get_user_model().objects.values_list("pk", "username")),
        "addresses": set(EmailAddress.objects.values_list("email", "user_id")),
        "members": set(Member.objects.values_list("pk", "name", "email", "user_id")),
        "payments": set(Payment.objects.values_list("pk", "reference")),
        "signups": set(EventSignup.objects.values_list("pk", "email")),
        "messages": set(Message.objects.values_list("body", "recipient_email", "sender_id")),
        "consents": {(one.activity, one.address_hash): (one.state, one.user_id) for one in choices},
        "objections": set(MarketingObjection.objects.values_list("address_hash", "user_id", "at")),
    }


def people() -> None:
    anna, erik, vera = (factories.person(f"{who}@example.com") for who in ("anna", "erik", "vera"))
    for person in (anna, erik, vera):
        factories.payment(factories.member(person, email=person.emails[0]), reference="A-1")
        say_yes(person)
    factories.message(anna, recipient_email="erik@example.com", body="From Anna")
    factories.message(vera, recipient_email="anna@example.com", body="To Anna")
    for name in ("anna", "guest", "other"):
        EventSignup.objects.create(email=f"{name}@example.com", event="Party")
    for email in ("guest@example.com", "reader@example.com", "quiet@example.com"):
        say_yes(guest(email))


def use_rights() -> None:
    """An account and guests erase, somebody objects, a guest withdraws, a newcomer comes and goes.

    Quiet has left nothing but a consent; nobody but the ledger has ever heard of Stranger.
    """
    assert erase(subject_of_email("anna@example.com")) == "complete"
    assert erase(guest("guest@example.com")) == "complete"
    erase(guest("quiet@example.com"))
    erik = subject_of_email("erik@example.com")
    stop_all_marketing(erik, **how(erik))
    withdraw(guest("reader@example.com"), "newsletter", **how(guest("reader@example.com")))
    stop_all_marketing(guest("stranger@example.com"), **how(guest("stranger@example.com")))
    bo = factories.person("bo@example.com")
    factories.member(bo)
    erase(bo)


def test_replay_brings_the_same_state_back(again: Callable[..., ReplayReport], backup: Any) -> None:
    people()
    before = state()
    backup.dump()
    use_rights()
    # Bo came after the dump: what is left of Bo is not in it.
    after = state()
    known = {row[0] for row in before["members"]}
    after["members"] = {row for row in after["members"] if row[0] in known}
    backup.restore()
    assert state() == before

    report = again()

    assert report.status == "complete", report.to_json()
    assert state() == after
    assert not may_market_to("stranger@example.com")
    assert verify() is None
    assert again().to_json()["steps"] == []
    assert state() == after


def test_replay_on_what_pg_restore_put_back(
    again: Callable[..., ReplayReport], pg_dump: _PgDump
) -> None:
    people()
    before = state()
    pg_dump.dump()
    use_rights()
    after = state()
    known = {row[0] for row in before["members"]}
    after["members"] = {row for row in after["members"] if row[0] in known}
    pg_dump.restore()
    assert state() == before
    assert again().status == "complete"
    assert state() == after


def test_a_dry_run_changes_nothing(again: Callable[..., ReplayReport], backup: Any) -> None:
    people()
    before = state()
    backup.dump()
    use_rights()
    backup.restore()
    report = again(dry_run=True)
    assert report.status == "planned"
    assert {str(step.outcome) for step in report.steps} == {"planned", "nobody"}
    assert state() == before
    assert not LedgerMark.objects.exists()


def test_a_backup_that_has_seen_it_all_is_left_alone(
    again: Callable[..., ReplayReport], backup: Any
) -> None:
    people()
    use_rights()
    backup.dump()
    backup.restore()
    before = state()
    report = again()
    assert (report.entries, report.steps) == (report.seen, [])
    assert state() == before


def test_the_ledger_does_not_grow(
    again: Callable[..., ReplayReport], backup: Any, tmp_path: Path
) -> None:
    people()
    backup.dump()
    use_rights()
    written = (tmp_path / "ledger").read_bytes()
    backup.restore()
    again()
    assert (tmp_path / "ledger").read_bytes() == written


def test_who_was_erased_gets_a_receipt_that_can_be_opened(
    again: Callable[..., ReplayReport], backup: Any
) -> None:
    people()
    backup.dump()
    erase(subject_of_email("anna@example.com"))
    backup.restore()
    mail.outbox.clear()
    again()
    assert [message.to for message in mail.outbox] == [["anna@example.com"]]


def test_broken_off_it_goes_on(again: Callable[..., ReplayReport], backup: Any) -> None:
    people()
    backup.dump()
    use_rights()
    after = state()["objections"]
    backup.restore()

    def stop(step: Any) -> None:
        if LedgerMark.objects.exclude(done_at=None).count() > 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        again(progress=stop)
    report = again()
    assert report.status == "complete"
    assert report.seen > 0
    assert state()["objections"] == after


class Open(MemberData):
    """A membership without a date is not finished."""

    def is_open(self, queryset: Any) -> Any:
        return queryset.filter(joined_on=None)


def test_a_second_erasure_while_the_first_waits_is_remembered_too(
    again: Callable[..., ReplayReport], backup: Any
) -> None:
    with registry.register_temporarily(Member, Open):
        first = factories.person("anna@example.com")
        case = factories.member(first, email="anna@example.com")
        assert erase(first) == "awaiting_decision"
        anew = factories.person("anna@example.com")
        factories.message(anew, body="New words")
        backup.dump()
        assert erase(anew) == "awaiting_decision"
        backup.restore()
        assert Message.objects.exists()
        report = again()
        assert (report.status, [str(step.outcome) for step in report.steps]) == (
            "complete",
            ["done"],
        )
        assert again().steps == []
    assert not Message.objects.exists()
    assert not get_user_model().objects.exists()
    assert Member.objects.get().pk == case.pk


def test_what_a_guest_signed_up_for_meanwhile_is_remembered_too(
    again: Callable[..., ReplayReport], backup: Any
) -> None:
    anna = guest("anna@example.com")
    with registry.register_temporarily(Member, Open):
        factories.member(None, email="anna@example.com")
        assert erase(anna) == "awaiting_decision"
        EventSignup.objects.create(email="anna@example.com", event="New fair")
        backup.dump()
        assert erase(anna) == "awaiting_decision"
        backup.restore()
        assert again().status == "complete"
    assert not EventSignup.objects.exists()
