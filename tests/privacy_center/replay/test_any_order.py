"""Whatever was done, in whatever order, and whenever the backup was made."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from privacy_center.audit import Actor
from privacy_center.consent import has_consent, may_market_to, stop_all_marketing, withdraw
from privacy_center.ledger.backends import open_ledger
from privacy_center.replay import replay
from privacy_center.requests import request_erasure
from privacy_center.subjects import Subject, subject_of_email
from tests.privacy_center.consent.factories import how, say_yes
from tests.testapp import factories
from tests.testapp.models import EventSignup, Member

pytestmark = pytest.mark.django_db

EMAILS = tuple(f"{name}@example.com" for name in ("anna", "erik", "vera", "bo"))
DEEDS = ("erase", "withdraw", "object")
_NUMBERS = itertools.count()


def rows_of(email: str) -> dict[str, Any]:
    """Everything that the stage holds of one person."""
    users = get_user_model().objects.filter(email=email)
    return {
        "user": list(users.values_list("pk", "username")),
        "members": list(Member.objects.filter(email=email).values().order_by("pk")),
        "signups": list(EventSignup.objects.filter(email=email).values().order_by("pk")),
    }


def do(deed: str, email: str) -> None:
    person = subject_of_email(email)
    if deed == "erase":
        actor = Actor.person(person.pseudonym)
        assert request_erasure(person, actor=actor, language="en").status == "complete"
    elif deed == "withdraw":
        withdraw(person, "newsletter", **how(person))
    else:
        stop_all_marketing(person, **how(person))


@given(
    deeds=st.lists(
        st.tuples(st.sampled_from(DEEDS), st.sampled_from(EMAILS)), max_size=7, unique=True
    ),
    seen=st.integers(0, 7),
)
@hypothesis_settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_after_the_replay_it_is_as_if_the_backup_had_seen_it_all(
    activities: None,
    settings: Any,
    tmp_path: Path,
    deeds: list[tuple[str, str]],
    seen: int,
) -> None:
    url = f"file://{tmp_path}/ledger-{next(_NUMBERS)}"
    settings.PRIVACY_CENTER = {"LEDGER_URL": url, "LEDGER_KEYS": ["first"]}
    empty = transaction.savepoint()
    for email in EMAILS:
        person = factories.person(email)
        factories.member(person, name=f"Member {email}", email=email)
        EventSignup.objects.create(email=email, event="Party")
        say_yes(person)
    for deed, email in deeds[:seen]:
        do(deed, email)
    before = {email: rows_of(email) for email in EMAILS}
    backup = transaction.savepoint()
    for deed, email in deeds[seen:]:
        do(deed, email)
    transaction.savepoint_rollback(backup)
    assert {email: rows_of(email) for email in EMAILS} == before

    report = replay(open_ledger(url))

    assert report.status == "complete", report.to_json()
    for email in EMAILS:
        done = {deed for deed, by in deeds if by == email}
        gone = {"user": [], "members": [], "signups": []}
        assert rows_of(email) == (gone if "erase" in done else before[email])
        if not done:
            assert has_consent(subject_of_email(email), "newsletter")
            assert may_market_to(email)
        if done & {"erase", "withdraw"}:
            assert not has_consent(Subject.of(None, [email]), "newsletter")
        if "object" in done:
            assert not may_market_to(email)
    assert replay(open_ledger(url)).steps == []
    transaction.savepoint_rollback(empty)
