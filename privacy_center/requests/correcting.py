"""Corrections as requests: what is done at once, and what waits for staff (Art. 16, Art. 12(3))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..audit import Actor
from ..notices import send
from ..rectification import (
    Copy,
    Difference,
    NotYours,
    Way,
    WrongWay,
    accept,
    correct,
    note,
    propose,
    refuse,
    withdraw,
)
from ..rectification.models import CorrectionProposal, ProposalState
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
    attachment: Any = None,
    actor: Actor,
    language: str,
) -> PrivacyRequest:
    """Propose a correction and open the request that it is answered in.

    A proposal for the same field that still waited is taken back with its request.
    """
    proposal = propose(
        subject, source, pk, field, value, reason=reason, attachment=attachment, actor=actor
    )
    _close_withdrawn(subject, actor)
    told = _("You proposed: %(fields)s.") % {"fields": ", ".join(labels(source, [field]))}
    request = open_request(Kind.RECTIFICATION, subject, actor=actor, language=language, note=told)
    request.correction = proposal
    request.save(update_fields=["correction"])
    return request


@dataclass
class Followed:
    """What became of copies: how many were corrected and proposed, and the names of the others."""

    corrected: int = 0
    proposed: int = 0
    failed: list[str] = field(default_factory=list)


@transaction.atomic
def correct_copies(
    subject: Subject,
    copies: Sequence[Copy],
    value: Any,
    *,
    reason: str = "",
    attachment: Any = None,
    actor: Actor,
    language: str,
) -> Followed:
    """Let other records of the person follow a correction: each is validated, or left as it is.

    What needs review becomes a proposal; what is corrected at once is one request together.
    """
    done, changed = Followed(), dict[str, None]()
    for copy in copies:
        about = (subject, copy.source, copy.pk)
        try:
            with transaction.atomic():
                if copy.way is Way.NOW:
                    fields = correct(*about, {copy.field: value}, actor=actor)
                    changed.update(dict.fromkeys(labels(copy.source, fields)))
                    done.corrected += 1
                else:
                    request_review(
                        *about,
                        copy.field,
                        value,
                        reason=reason,
                        attachment=attachment,
                        actor=actor,
                        language=language,
                    )
                    done.proposed += 1
        except (ValidationError, WrongWay, NotYours):
            done.failed.append(f"{copy.title}: {copy.label}")
    if changed:
        told = _("Corrected: %(fields)s.") % {"fields": ", ".join(changed)}
        done_at_once(Kind.RECTIFICATION, subject, actor=actor, language=language, note=told)
    return done


@transaction.atomic
def withdraw_review(subject: Subject, proposal: int, *, actor: Actor) -> bool:
    """Take back a proposal that still waits, with its request. True where there was one."""
    taken_back = withdraw(subject, proposal, actor=actor)
    if taken_back:
        _close_withdrawn(subject, actor)
    return taken_back


@transaction.atomic
def accept_review(
    proposal: CorrectionProposal, *, shown: str, officer: Any, answer: str = ""
) -> None:
    """Write what was proposed, close its request, and tell the person.

    Raises what :func:`privacy_center.rectification.accept` raises; nothing is changed then.
    """
    locked = Difference(proposal).locked
    decided = accept(proposal, shown=shown, officer=officer, answer=answer)
    _answer(decided, State.COMPLETED, Actor.staff(officer), beside=locked)


@transaction.atomic
def refuse_review(proposal: CorrectionProposal, *, answer: str, officer: Any) -> None:
    """Leave the record as it is, and answer with the reason and the remedies (Art. 12(4)).

    Raises what :func:`privacy_center.rectification.refuse` raises.
    """
    decided = refuse(proposal, answer=answer, officer=officer)
    _answer(decided, State.REFUSED, Actor.staff(officer))


def _answer(
    proposal: CorrectionProposal, state: str, actor: Actor, *, beside: bool = False
) -> None:
    """Close the proposal's request. Its timeline never repeats what the person or staff wrote."""
    subject = Difference(proposal).subject
    for request in PrivacyRequest.objects.filter(correction=proposal, state__in=OPEN):
        language = request.language or settings.LANGUAGE_CODE
        with translation.override(language):
            label = Difference(proposal).label
            change_state(request, state, actor=actor, note=_told(state, label, beside))
        if subject is not None and subject.emails:
            answer = "" if subject.user is not None else proposal.answer
            context = {
                "accepted": state == State.COMPLETED,
                "beside": beside,
                "field": label,
                # Who cannot sign in to read the answer has it in the mail.
                "answer": answer,
                "request_url": "" if answer else _address(request),
            }
            send("correction_decided", to=subject.emails[0], language=language, context=context)


def _address(request: PrivacyRequest) -> str:
    try:
        path = reverse("privacy_center:request", args=[request.reference])
    except NoReverseMatch:
        return ""
    site = Site.objects.filter(is_default_site=True).first()
    return f"{site.root_url}{path}" if site else path


def _told(state: str, label: str, beside: bool) -> str:
    words = {"fields": label}
    if state == State.REFUSED:
        return _("We did not change: %(fields)s. Our reason is below.") % words
    if beside:
        return _("Noted beside: %(fields)s.") % words
    return _("Corrected: %(fields)s.") % words


def labels(source: PersonalData, fields: Sequence[str]) -> tuple[str, ...]:
    """What a person calls the fields."""
    return tuple(source.field_label(name) for name in fields)


def _close_withdrawn(subject: Subject, actor: Actor) -> None:
    taken_back = requests_of(subject).filter(
        state__in=OPEN, correction__state=ProposalState.WITHDRAWN
    )
    for request in taken_back:
        change_state(request, State.CANCELLED, actor=actor, note=_("You took the proposal back."))
