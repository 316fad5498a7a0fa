"""What a posted decision means, and what follows from it: the choice, its receipt, its clean-up."""

from __future__ import annotations

import re
from dataclasses import replace

from django.http import HttpRequest
from django.utils import timezone

from .. import choice as choices
from ..banner import Banner
from ..choice import Choice, Decision
from ..declarations.rows import Declarations, GroupRow
from ..receipts.limits import TooMany, count
from ..receipts.record import record
from ..receipts.rehearsal import is_rehearsal

_SEEN = re.compile(r"([-_a-zA-Z0-9]{1,32})\.([0-9]{1,9})(?:\.[a-z]*)?", re.ASCII)


class BadDecision(ValueError):
    """The posted decision is none that this site offers."""


def decide(request: HttpRequest, declared: Declarations, shown: Banner) -> Choice:
    """Read the decision, and record it. One query; none for a scan of the site.

    Raises :class:`BadDecision` for an unknown one, and
    :class:`~cookies.receipts.limits.TooMany` for an acceptance that could not be recorded because
    there are too many. A refusal holds even then, for it needs no proof.
    """
    versions = _seen(request)
    yes, no = _groups(request, declared.optional, versions)
    before = choices.of_request(request).only(declared.optional)
    gpc = choices.sends_gpc(request) or request.POST.get("gpc") == "1"
    after = before.decide(yes, accepted=True, versions=versions, gpc=gpc)
    after = after.decide(no, accepted=False, versions=versions, gpc=gpc)
    after = _settled(after, declared, versions or {})
    if is_rehearsal(request) or not (yes or no):
        return _with_receipt(after, before.receipt)
    try:
        count(request)
    except TooMany:
        if yes:
            raise
        return _with_receipt(after, before.receipt)
    receipt = record(
        before,
        after,
        (*yes, *no),
        shown=shown,
        seen=request.POST.get("banner", ""),
        host=request.get_host(),
        gpc=gpc,
    )
    return _with_receipt(after, receipt)


def knows_more(request: HttpRequest, declared: Declarations) -> bool:
    """Whether the visitor's page showed a group, or a version of it, that ``declared`` lacks.

    Another process may have made the page from a later reading; or the group has gone.
    """
    known = {group.varname: group.version for group in declared.optional}
    seen = _seen(request) or {}
    return any(name not in known or version > known[name] for name, version in seen.items())


def _settled(choice: Choice, declared: Declarations, seen: dict[str, int]) -> Choice:
    """Refuse what the page showed and nobody is asked about any more.

    A cache may hold the page for long, and its script knows no more than the cookie says.
    """
    asked = {group.varname for group in declared.optional}
    gone = {
        name: Decision(accepted=False, version=version, at=timezone.now().replace(microsecond=0))
        for name, version in seen.items()
        if name not in asked
    }
    return replace(choice, decisions={**choice.decisions, **gone})


def _with_receipt(choice: Choice, receipt: str) -> Choice:
    """An id goes into the cookie only where something was accepted."""
    return replace(choice, receipt=receipt if choice.accepted_any else "")


def _groups(
    request: HttpRequest, optional: tuple[GroupRow, ...], seen: dict[str, int] | None
) -> tuple[tuple[GroupRow, ...], tuple[GroupRow, ...]]:
    """The groups that the request accepts, and those that it refuses.

    A page that names the groups which it showed decides on those alone: to one that came later
    nobody has said a word. One that has gone since is passed over.
    """
    named = request.POST.getlist("group")
    if unknown := set(named) - {group.varname for group in optional} - set(seen or ()):
        raise BadDecision(unknown)
    shown = tuple(group for group in optional if seen is None or group.varname in seen)
    chosen = tuple(group for group in shown if group.varname in named)
    others = tuple(group for group in shown if group.varname not in named)
    offered: dict[str, tuple[tuple[GroupRow, ...], tuple[GroupRow, ...]]] = {
        "accept-all": (shown, ()),
        "refuse-all": ((), shown),
        "accept": (chosen, ()),
        "refuse": ((), chosen),
        "choose": (chosen, others),
    }
    decision = request.POST.get("decision", "")
    if decision not in offered or (decision in ("accept", "refuse") and not named):
        raise BadDecision(decision)
    return offered[decision]


def _seen(request: HttpRequest) -> dict[str, int] | None:
    """The versions of the groups that the visitor's page showed; None where it does not say."""
    if "seen" not in request.POST:
        return None
    entries = map(_SEEN.fullmatch, request.POST["seen"][: choices.MAX_LENGTH].split(" "))
    return {entry[1]: int(entry[2]) for entry in entries if entry}
