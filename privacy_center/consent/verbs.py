"""Giving consent, and taking it back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ..audit import Actor, record
from ..ledger.entries import Deed
from ..ledger.noting import mark, note
from ..signals import consent_given, consent_withdrawn
from ..subjects import Subject
from .models import Answer, ConsentEvent, ConsentWording
from .queries import hashes_of
from .wordings import wording_for


@transaction.atomic
def give(
    subject: Subject,
    slug: str,
    *,
    wording: str | ConsentWording,
    place: str,
    method: str,
    language: str,
    actor: Actor | None,
) -> ConsentEvent:
    """Record that the person says yes to a purpose, with the words that were shown (Art. 7(1)).

    ``wording`` is the text on the page, or a stored wording of the same activity. ``place`` is the
    path of the page, never with a token in it; ``method`` is how, such as ``"form checkbox"``.
    Every yes is an event of its own, also where consent stands already. It does not lift an
    objection to marketing: that takes ``allow_marketing_again``.

    Raises ValueError for a subject that nothing identifies, for an empty wording and for a wording
    of another activity.
    """
    if not subject.pseudonym:
        raise ValueError("Consent needs a person: an account or an address.")
    if isinstance(wording, str):
        wording = wording_for(slug, language, wording)
    elif wording.activity != slug:
        raise ValueError(f"This wording belongs to {wording.activity}, not to {slug}.")
    event = ConsentEvent.objects.create(
        activity=slug,
        state=Answer.GIVEN,
        wording=wording,
        address_hash=subject.pseudonym,
        user=subject.user,
        language=language,
        place=short_place(place),
        method=method,
    )
    record(
        "consent_given",
        actor=actor,
        subject=subject.pseudonym,
        activity=slug,
        version=wording.version,
        language=language,
        method=method,
    )
    consent_given.send_on_commit(sender=ConsentEvent, subject=subject, purpose=slug)
    return event


@transaction.atomic
def withdraw(
    subject: Subject,
    slug: str,
    *,
    actor: Actor | None,
    place: str,
    method: str,
    given_by: datetime | None = None,
) -> bool:
    """Take consent back, at once and without review (Art. 7(3)).

    True where a consent stood and now does not; False, with nothing written, where none stood.
    Whoever holds an address ends what was given for it, from whichever account. With ``given_by``
    a consent that was given later stands. Raises
    :class:`~privacy_center.ledger.backends.LedgerUnavailable`, with nothing changed, where the
    ledger outside the database cannot be written first.
    """
    standing = [
        given for given in _standing(subject, slug) if given_by is None or given.at <= given_by
    ]
    if not standing:
        return False
    entry = note(Deed.WITHDRAWAL, subject, purpose=slug)
    for given in standing:
        ConsentEvent.objects.create(
            activity=slug,
            state=Answer.WITHDRAWN,
            wording_id=given.wording_id,
            address_hash=given.address_hash,
            # Owned as the yes that it ends: whoever sees the one must see the other.
            user_id=given.user_id,
            language=given.language,
            place=short_place(place),
            method=method,
        )
    record(
        "consent_withdrawn",
        actor=actor,
        subject=subject.pseudonym,
        activity=slug,
        method=method,
    )
    mark(entry)
    consent_withdrawn.send_on_commit(sender=ConsentEvent, subject=subject, purpose=slug)
    return True


def standing_slugs(subject: Subject) -> list[str]:
    """The purposes for which any consent of the person stands, in order."""
    return sorted({event.activity for event in _standing(subject)})


def short_place(place: str) -> str:
    """A page's path as the ledger keeps it: no query, no fragment, 200 characters."""
    return place.partition("#")[0].partition("?")[0][:200]


def _standing(subject: Subject, slug: str | None = None) -> list[ConsentEvent]:
    """The latest event of each purpose and address, where that is a yes."""
    reached = Q(address_hash__in=hashes_of(subject))
    if subject.user is not None:
        reached |= Q(user=subject.user)
    events = ConsentEvent.objects.filter(reached).order_by("at", "pk")
    if slug is not None:
        events = events.filter(activity=slug)
    latest = {(event.activity, event.address_hash): event for event in events}
    return [event for event in latest.values() if event.state == Answer.GIVEN]
