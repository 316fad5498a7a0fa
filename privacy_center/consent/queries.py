"""What a person has consented to, and the proof of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Q

from ..audit import AppendOnlyQuerySet
from ..ledger import pseudonyms_under_every_key
from ..subjects import Subject
from .methods import method_in_words
from .models import Answer, ConsentEvent, ConsentRenewal
from .renewal import asked_after, has_lapsed, renewals_of


@dataclass(frozen=True)
class Choice:
    """One entry of a history. ``language`` is that of the page, ``place`` its path."""

    at: datetime
    state: str
    wording: str
    version: int
    language: str
    place: str
    method: str

    @property
    def way(self) -> str:
        """How it was made, in words of the active language."""
        return method_in_words(self.method)


@dataclass(frozen=True)
class ConsentState:
    """How a purpose stands now. ``since`` is when the present state began.

    ``renew_by`` is the day from which a yes that has been asked for again no longer stands; None
    where nobody asks.
    """

    slug: str
    state: str
    since: datetime
    history: tuple[Choice, ...]
    renew_by: date | None = None

    @property
    def given(self) -> bool:
        """Whether the consent stands."""
        return self.state == Answer.GIVEN and not self.lapsed

    @property
    def asked_again(self) -> bool:
        """Whether the person has said yes and is asked to say it anew."""
        return self.renew_by is not None

    @property
    def lapsed(self) -> bool:
        """Whether the purpose has changed, and the yes was to what it was before."""
        return has_lapsed(self.renew_by)


def hashes_of(subject: Subject) -> set[str]:
    """Every pseudonym under which the ledger may know the person, older keys included."""
    earlier = {key for email in subject.emails for key in pseudonyms_under_every_key(email)}
    return earlier.union(subject.hashes)


def events_of(subject: Subject) -> AppendOnlyQuerySet[ConsentEvent]:
    """The choices that are this person's, oldest first.

    A choice made from an account is that account's, whoever holds the address later; one without
    an account belongs to whoever proves the address.
    """
    owned = Q(user__isnull=True, address_hash__in=hashes_of(subject))
    if subject.user is not None:
        owned |= Q(user=subject.user)
    return ConsentEvent.objects.filter(owned).order_by("at", "pk")


def consents_of(subject: Subject) -> list[ConsentState]:
    """Each purpose that the person was ever asked about, by slug, with its history.

    Two queries. Art. 7(1), and the consents of a person's access (Art. 15).
    """
    events = sorted(events_of(subject).select_related("wording"), key=lambda event: event.activity)
    renewals = renewals_of({event.activity for event in events})
    return [
        _consent(slug, [*group], renewals)
        for slug, group in groupby(events, lambda event: event.activity)
    ]


def has_consent(subject: Subject, slug: str) -> bool:
    """Whether the person's latest choice for the purpose is yes. Never asked is no.

    Nor is a yes to terms that hold no longer: the purpose has changed, and the person, who was
    asked again, has not answered.
    """
    latest = events_of(subject).filter(activity=slug).last()
    if latest is None or latest.state != Answer.GIVEN:
        return False
    return not has_lapsed(asked_after(latest, renewals_of({slug})))


def consent_history(subject: Subject) -> list[dict[str, Any]]:
    """The consents as plain JSON values, for the export package.

    ``{"purpose", "state", "since", "history": [{"at", "state", "wording", "version", "language",
    "place", "method"}]}``; times are ISO 8601 in UTC. A consent that was asked for again also has
    ``renew_by``, the day from which the old yes no longer stands.
    """
    return [
        {
            "purpose": consent.slug,
            "state": consent.state,
            "since": consent.since.isoformat(),
            **({"renew_by": consent.renew_by.isoformat()} if consent.renew_by else {}),
            "history": [
                {**vars(choice), "at": choice.at.isoformat()} for choice in consent.history
            ],
        }
        for consent in consents_of(subject)
    ]


def _consent(slug: str, events: list[ConsentEvent], renewals: list[ConsentRenewal]) -> ConsentState:
    state = events[-1].state
    since = events[-1].at
    for event in reversed(events):
        if event.state != state:
            break
        since = event.at
    history = tuple(_choice(event) for event in events)
    return ConsentState(slug, state, since, history, asked_after(events[-1], renewals))


def _choice(event: ConsentEvent) -> Choice:
    return Choice(
        at=event.at,
        state=event.state,
        wording=event.wording.text,
        version=event.wording.version,
        language=event.language,
        place=event.place,
        method=event.method,
    )
