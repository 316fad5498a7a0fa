"""What an erasure leaves of a person's consents: proof, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ..audit import Actor, record
from ..subjects import Subject
from .marketing import objections_of
from .models import ConsentEvent
from .queries import events_of
from .verbs import standing_slugs, withdraw

PROOF_ACTIVITY = "consent-proof"
"""The processing activity whose period the proof is kept for."""


@dataclass(frozen=True)
class Detached:
    """What was cut: rows that lost their account, and purposes that ended."""

    events: int
    objections: int
    withdrawn: tuple[str, ...]


@transaction.atomic
def detach(
    subject: Subject, *, actor: Actor | None = None, given_by: datetime | None = None
) -> Detached:
    """End every consent of the person and cut the link to the account (Art. 17, Art. 7(1)).

    What remains is the pseudonymised proof, for the period of ``consent-proof``, and the hash on
    the suppression list. Withdrawn first, so that a person who signs up anew later is asked anew.
    With ``given_by`` a consent that was given later stands. Doing it twice changes nothing.
    """
    ended = tuple(
        slug
        for slug in standing_slugs(subject)
        if withdraw(subject, slug, actor=actor, place="", method="erasure", given_by=given_by)
    )
    events = objections = 0
    if subject.user is not None:
        # Past the guard of append-only rows: the law asks for exactly this, and nothing else.
        linked = events_of(subject).filter(user=subject.user).values("pk")
        events = ConsentEvent._base_manager.filter(pk__in=linked).update(user=None)
        objections = objections_of(subject).filter(user=subject.user).update(user=None)
    if events or objections:
        record(
            "consents_detached",
            actor=actor,
            subject=subject.pseudonym,
            events=events,
            objections=objections,
        )
    return Detached(events, objections, ended)
