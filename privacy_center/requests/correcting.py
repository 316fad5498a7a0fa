"""Corrections as requests: what is done at once, and what waits for staff (Art. 16, Art. 12(3))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..audit import Actor
from ..rectification import correct, note, propose, withdraw
from ..rectification.models import ProposalState
from ..sources import PersonalData
from ..subjects import Subject
from .models import OPEN, Kind, PrivacyRequest, State
from .queries import requests_of
from .verbs import change_state, done_at_once, open_request


@transaction.atomic
def request_correction(
    subject: Subject,
    source: PersonalData,
    pk: Any,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    language: str,
) -> tuple[str, ...]:
    """Correct at once, and note the request. Returns the labels of what holds something else now.

    Raises what :func:`privacy_center.rectification.correct` raises; nothing is noted then.
    """
    changed = labels(source, correct(subject, source, pk, changes, actor=actor))
    if changed:
        told = _("Corrected: %(fields)s.") % {"fields": ", ".join(changed)}
        done_at_once(Kind.RECTIFICATION, subject, actor=actor, language=language, note=told)
    return changed


@transaction.atomic
def request_note(
    subject: Subject,
    source: PersonalData,
    pk: Any,
    field: str,
    text: str,
    *,
    actor: Actor,
    language: str,
) -> None:
    """Put a correction beside a locked field, and note the request."""
    note(subject, source, pk, field, text, actor=actor)
    told = _("Noted beside: %(fields)s.") % {"fields": ", ".join(labels(source, [field]))}
    done_at_once(Kind.RECTIFICATION, subject, actor=actor, language=language, note=told)


@transaction.atomic
def request_review(
    subject: Subject,
    source: PersonalData,
    pk: Any,
    field: str,
    value: Any,
    *,
    reason: str,
    actor: Actor,
    language: str,
) -> PrivacyRequest:
    """Propose a correction and open the request that it is answered in.

    A proposal for the same field that still waited is taken back with its request.
    """
    proposal = propose(subject, source, pk, field, value, reason=reason, actor=actor)
    _close_withdrawn(subject, actor)
    told = _("You proposed: %(fields)s.") % {"fields": ", ".join(labels(source, [field]))}
    request = open_request(Kind.RECTIFICATION, subject, actor=actor, language=language, note=told)
    request.correction = proposal
    request.save(update_fields=["correction"])
    return request


@transaction.atomic
def withdraw_review(subject: Subject, proposal: int, *, actor: Actor) -> bool:
    """Take back a proposal that still waits, with its request. True where there was one."""
    taken_back = withdraw(subject, proposal, actor=actor)
    if taken_back:
        _close_withdrawn(subject, actor)
    return taken_back


def labels(source: PersonalData, fields: Sequence[str]) -> tuple[str, ...]:
    """What a person calls the fields."""
    meta = source.model._meta
    return tuple(
        str(capfirst(getattr(meta.get_field(name), "verbose_name", name))) for name in fields
    )


def _close_withdrawn(subject: Subject, actor: Actor) -> None:
    taken_back = requests_of(subject).filter(
        state__in=OPEN, correction__state=ProposalState.WITHDRAWN
    )
    for request in taken_back:
        change_state(request, State.CANCELLED, actor=actor, note=_("You took the proposal back."))
