"""What waits for the privacy officer, wherever it stands: counts that lead to each list."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from ..erasure.fates import RunStatus
from ..erasure.models import ErasureRun
from ..erasure.standing import is_for_officer
from ..requests.models import OPEN, PrivacyRequest
from ..retention import pending_rules, waits_for_approval
from .corrections import waiting_proposals
from .permissions import APP, CONFIRM_RETENTION, DECIDE_CORRECTION, DECIDE_ERASURE


class Waiting(NamedTuple):
    """A line for the officer, and where it is dealt with."""

    words: str
    url: str


def needs_decision(run: ErasureRun) -> bool:
    """Whether the officer has a step or a trace of this erasure to decide on."""
    return bool(run.identifiers) and (
        (run.status == RunStatus.AWAITING_DECISION and not run.only_claims)
        or any(is_for_officer(found["model"], found["state"]) for found in run.residue)
    )


def waiting_for(user: Any) -> list[Waiting]:
    """What ``user`` may and should deal with; no line for what is empty."""
    found = []
    if user.has_perm(f"{APP}.{DECIDE_ERASURE}"):
        runs = sum(map(needs_decision, ErasureRun.objects.filter(closed_at=None)))
        words = ngettext(
            "%(count)d erasure waits for your decision",
            "%(count)d erasures wait for your decision",
            runs,
        )
        found.append((runs, words, "privacy_erasures:index"))
    if user.has_perm(f"{APP}.{DECIDE_CORRECTION}"):
        proposals = waiting_proposals().count()
        words = ngettext(
            "%(count)d proposed correction waits for your answer",
            "%(count)d proposed corrections wait for your answer",
            proposals,
        )
        found.append((proposals, words, "privacy_corrections:index"))
    if user.has_perm(f"{APP}.{CONFIRM_RETENTION}"):
        rules = len(pending_rules(counted=False))
        words = ngettext(
            "%(count)d retention rule waits for you to confirm it",
            "%(count)d retention rules wait for you to confirm them",
            rules,
        )
        found.append((rules, words, "privacy_retention:index"))
        words = gettext("A retention run waits for your approval")
        found.append((int(waits_for_approval()), words, "privacy_retention:index"))
    if user.has_perm(f"{APP}.view_privacyrequest"):
        late = PrivacyRequest.objects.filter(state__in=OPEN, due_on__lt=timezone.localdate())
        count = late.count()
        words = ngettext(
            "%(count)d request is past its last day to answer",
            "%(count)d requests are past their last day to answer",
            count,
        )
        found.append((count, words, "privacy_requests:index"))
    return [Waiting(words % {"count": n}, reverse(name)) for n, words, name in found if n]
