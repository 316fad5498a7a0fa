"""Opening a request, and moving it on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..audit import Actor, record
from ..signals import request_changed
from ..subjects import Subject
from .deadlines import deadline
from .models import CLOSED, OPEN, REFUSALS, Channel, Kind, PrivacyRequest, RequestEvent, State

_NEXT: dict[str, tuple[str, ...]] = {
    State.RECEIVED: (
        State.IN_PROGRESS,
        State.AWAITING_DECISION,
        State.COMPLETED,
        State.PARTIALLY_REFUSED,
        State.REFUSED,
        State.CANCELLED,
    ),
    State.IN_PROGRESS: (
        State.AWAITING_DECISION,
        State.COMPLETED,
        State.PARTIALLY_REFUSED,
        State.REFUSED,
        State.CANCELLED,
    ),
    State.AWAITING_DECISION: (
        State.IN_PROGRESS,
        State.COMPLETED,
        State.PARTIALLY_REFUSED,
        State.REFUSED,
        State.CANCELLED,
    ),
}


class NotAllowed(ValueError):
    """A request cannot go from its state to the one asked for."""


def open_request(
    kind: str,
    subject: Subject,
    *,
    actor: Actor | None,
    channel: str = Channel.CENTRE,
    language: str = "",
    received_at: datetime | None = None,
    note: str = "",
) -> PrivacyRequest:
    """Note that a person uses a right, and by when the answer is due (Art. 12(3)).

    ``received_at`` is the first arrival in any channel; now unless given. There is one open
    erasure a person: asking for it again returns the one that is there. Raises ValueError for a
    subject that nothing identifies and for an unknown kind.
    """
    if not subject.pseudonym:
        raise ValueError("A request needs a person: an account or an address.")
    kind = Kind(kind)
    received_at = received_at or timezone.now()
    try:
        with transaction.atomic():
            request = PrivacyRequest.objects.create(
                kind=kind,
                channel=channel,
                received_at=received_at,
                due_on=deadline(received_at),
                subject=subject.pseudonym,
                user=subject.user,
                language=language,
            )
            _tell(request, previous="", actor=actor, note=note, at=received_at)
    except IntegrityError:
        standing = open_erasure_of(subject) if kind == Kind.ERASURE else None
        if standing is None:
            raise
        return standing
    return request


@transaction.atomic
def change_state(
    request: PrivacyRequest, state: str, *, actor: Actor | None, note: str = "", **changes: Any
) -> PrivacyRequest:
    """Move a request on and write it on the timeline; ``note`` is what the person reads.

    ``changes`` are other fields to store with it, such as ``erasure_run``. Moving to the state it
    is in already changes nothing. Raises :class:`NotAllowed` for a move that the states do not
    know, and ValueError for a refusal without its reasons (Art. 12(4)).
    """
    state = State(state)
    locked = PrivacyRequest.objects.select_for_update().get(pk=request.pk)
    if locked.state == state:
        return locked
    if state not in _NEXT.get(locked.state, ()):
        raise NotAllowed(f"A request that is {locked.state} cannot become {state}.")
    if state in REFUSALS and not note.strip():
        raise ValueError("A refusal, also of a part, carries its reasons (Art. 12(4)).")
    previous, locked.state = locked.state, state
    for name, value in changes.items():
        setattr(locked, name, value)
    if state in CLOSED:
        locked.closed_at = timezone.now()
    locked.save()
    _tell(locked, previous=previous, actor=actor, note=note)
    return locked


@transaction.atomic
def done_at_once(
    kind: str, subject: Subject, *, actor: Actor | None, language: str = "", note: str = ""
) -> PrivacyRequest:
    """Note a right that was used and answered in the same moment (Art. 5(2))."""
    request = open_request(kind, subject, actor=actor, language=language)
    return change_state(request, State.COMPLETED, actor=actor, note=note)


def open_erasure_of(subject: Subject) -> PrivacyRequest | None:
    """The person's erasure that is not finished yet, or None."""
    return PrivacyRequest.objects.filter(
        kind=Kind.ERASURE, state__in=OPEN, subject=subject.pseudonym
    ).first()


def _tell(
    request: PrivacyRequest,
    *,
    previous: str,
    actor: Actor | None,
    note: str,
    at: datetime | None = None,
) -> None:
    by = actor or Actor.system()
    RequestEvent.objects.create(
        request=request, state=request.state, note=note, actor=str(by), at=at or timezone.now()
    )
    request_changed.send_on_commit(
        sender=PrivacyRequest, request=request, previous=previous, state=request.state
    )
    record(
        "request_opened" if not previous else "request_changed",
        actor=by,
        subject=request.subject,
        reference=request.reference,
        kind=request.kind,
        state=request.state,
        channel=request.channel,
    )
