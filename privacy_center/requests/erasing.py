"""An erasure as a request: from the wish to the answer (Art. 17, Art. 12(3) and (4))."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import formats, translation
from django.utils.translation import gettext as _

from ..audit import Actor
from ..erasure import Progress, erase, start
from ..erasure.fates import Action, RunStatus
from ..erasure.models import ErasureRun, ErasureStep
from ..subjects import Subject
from .models import OPEN, Channel, Kind, PrivacyRequest, State
from .verbs import change_state, open_request

_STAYING = (Action.MINIMISE, Action.KEEP, Action.REVIEW)


def request_erasure(
    subject: Subject,
    *,
    actor: Actor,
    language: str,
    channel: str = Channel.CENTRE,
    progress: Callable[[Progress], None] | None = None,
) -> ErasureRun:
    """Open the person's erasure, carry out what can be, and answer with what was done.

    Asking again while one is open takes that one up again. Raises
    :class:`~privacy_center.erasure.AlreadyRunning` while it is being carried out elsewhere.
    """
    _open(subject, actor, language, channel)
    run = erase(subject, actor=actor, language=language, progress=progress)
    follow(run)
    return run


def start_erasure(
    subject: Subject, *, actor: Actor, language: str, channel: str = Channel.CENTRE
) -> ErasureRun:
    """The same for somebody who waits at a page: what takes long goes on behind it.

    The run that comes back may still be under way; the request follows it to its end.
    """
    _open(subject, actor, language, channel)
    run = start(subject, actor=actor, language=language)
    follow(run)
    return run


def _open(subject: Subject, actor: Actor, language: str, channel: str) -> None:
    request = open_request(Kind.ERASURE, subject, actor=actor, language=language, channel=channel)
    if request.state == State.RECEIVED:
        change_state(request, State.IN_PROGRESS, actor=actor)


def follow(run: ErasureRun) -> None:
    """Let the person's open request say what has become of its run."""
    hashes = {run.pseudonym, *run.hashes.values_list("pseudonym", flat=True)}
    for request in PrivacyRequest.objects.filter(
        kind=Kind.ERASURE, state__in=OPEN, subject__in=hashes
    ):
        _answer(request, run)


def state_after(run: ErasureRun) -> str:
    """The state of a request whose run has ended so. Anything kept is a refusal in part.

    What waits for nothing but the end of a claim has been answered: it is refused until then.
    """
    if run.status == RunStatus.AWAITING_DECISION:
        return State.PARTIALLY_REFUSED if run.only_claims else State.AWAITING_DECISION
    if run.status != RunStatus.COMPLETE:
        return State.IN_PROGRESS
    return State.PARTIALLY_REFUSED if run.kept else State.COMPLETED


def _answer(request: PrivacyRequest, run: ErasureRun) -> None:
    PrivacyRequest.objects.filter(pk=request.pk).update(erasure_run=run)
    state = state_after(run)
    if state == request.state:
        return
    with translation.override(request.language or run.language or None):
        note = _reasons(run)
    change_state(request, state, actor=Actor.system(), note=note)


def _reasons(run: ErasureRun) -> str:
    staying = [step for step in run.steps.all() if step.action in _STAYING]
    if not staying:
        return _("What there was about you here is gone. Your receipt lists it.")
    return "\n".join(dict.fromkeys(_reason(step) for step in staying))


def _reason(step: ErasureStep) -> str:
    words = f"{step.title}: {step.ground}"
    if step.kept_until is None:
        return words
    day = formats.date_format(step.kept_until, "DATE_FORMAT")
    return f"{words} {_('Kept until %(day)s.') % {'day': day}}"
