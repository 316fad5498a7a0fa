from __future__ import annotations

import pytest

from privacy_center.audit import verify
from privacy_center.consent import (
    Detached,
    detach,
    has_consent,
    may_market_to,
    object_to_marketing,
    withdraw,
)
from privacy_center.consent.models import ConsentEvent, MarketingObjection
from privacy_center.subjects import subject_of_user

from .factories import anna, guest, how, member, say_yes

pytestmark = pytest.mark.django_db


def test_the_proof_stays_and_leads_to_no_account() -> None:
    subject = anna()
    say_yes(subject)
    withdraw(subject, "newsletter", **how(subject))
    object_to_marketing(subject, **how(subject))
    assert detach(subject) == Detached(events=2, objections=1, withdrawn=())
    assert (
        list(ConsentEvent.objects.values_list("user", "address_hash"))
        == [(None, subject.pseudonym)] * 2
    )
    assert MarketingObjection.objects.get().user is None
    assert not may_market_to("anna@example.com")
    assert verify() is None


def test_what_stood_ends_so_that_a_newcomer_is_asked_anew() -> None:
    subject = anna()
    say_yes(subject)
    assert detach(subject).withdrawn == ("newsletter",)
    subject.user.delete()
    newcomer = subject_of_user(member("anna@example.com"))
    assert not has_consent(newcomer, "newsletter")


def test_twice_changes_nothing() -> None:
    subject = anna()
    say_yes(subject)
    detach(subject)
    before = list(ConsentEvent.objects.values())
    assert detach(subject) == Detached(0, 0, ())
    assert list(ConsentEvent.objects.values()) == before


def test_a_guest_has_no_link_to_cut_but_consents_to_end() -> None:
    subject = guest()
    say_yes(subject)
    assert detach(subject) == Detached(0, 0, ("newsletter",))
    assert not has_consent(subject, "newsletter")


def test_nobody_else_is_touched() -> None:
    other = subject_of_user(member("erik@example.com"))
    say_yes(other)
    object_to_marketing(other, **how(other))
    before = [*ConsentEvent.objects.values(), *MarketingObjection.objects.values()]
    subject = anna()
    say_yes(subject)
    detach(subject)
    after = [
        *ConsentEvent.objects.filter(user=other.user).values(),
        *MarketingObjection.objects.values(),
    ]
    assert after == before
