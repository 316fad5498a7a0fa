"""Asking for a package that is made in the background (Art. 12(3), 15 and 20)."""

from __future__ import annotations

from django.db import transaction

from ..access.selection import Selection
from ..audit import Actor
from ..requests import Channel, Kind, PrivacyRequest, State, change_state, open_request
from ..subjects import Subject
from .models import PackageState, PreparedPackage
from .people import packages_of, seal
from .sweeping import remove
from .tasks import enqueue


@transaction.atomic
def prepare(
    subject: Subject,
    *,
    actor: Actor,
    language: str,
    selection: Selection,
    channel: str = Channel.CENTRE,
) -> PreparedPackage:
    """Have a package made, and note the request that it answers; the person is mailed when ready.

    There is one package a person: one that is being made is returned as it is; one that is
    finished, has failed or waits for another attempt gives way to the new one. Raises ValueError
    for a subject that nothing identifies.
    """
    if not subject.pseudonym:
        raise ValueError("A package needs a person: an account or an address.")
    request = None
    standing = packages_of(subject) | PreparedPackage.objects.filter(subject=subject.pseudonym)
    for package in standing.select_for_update():
        if package.unfinished and not package.attempts and package.selection == selection:
            # Where its worker died it begins anew; a living one is left alone.
            enqueue(package)
            return package
        if package.state != PackageState.READY:
            request = _still_open(package.request) or request
        remove(package)
    package = PreparedPackage.objects.create(
        subject=subject.pseudonym,
        user=subject.user,
        sealed_address=seal(subject),
        language=language,
        activities=None if selection.activities is None else list(selection.activities),
        portability=selection.portability,
        request=request or _request(subject, actor, language, selection, channel),
        actor_kind=actor.kind,
        actor_id=actor.id,
    )
    enqueue(package)
    return package


def _request(
    subject: Subject, actor: Actor, language: str, selection: Selection, channel: str
) -> PrivacyRequest:
    kind = Kind.PORTABILITY if selection.portability else Kind.ACCESS
    request = open_request(kind, subject, actor=actor, language=language, channel=channel)
    return change_state(request, State.IN_PROGRESS, actor=actor)


def _still_open(request: PrivacyRequest | None) -> PrivacyRequest | None:
    """The request of a package that never came: the new one answers it."""
    return request if request is not None and request.is_open else None
