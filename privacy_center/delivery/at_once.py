"""A small package: made while it is fetched, and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from ..access import write_package
from ..access.selection import Selection, count_records
from ..audit import Actor
from ..conf import settings
from ..notices import send
from ..requests import Kind, State, change_state, open_request
from ..subjects import Subject


def is_small(subject: Subject, selection: Selection) -> bool:
    """Whether the choice is small enough to be made while it is fetched."""
    most = settings.PACKAGE_AT_ONCE
    return count_records(subject, selection, most=most) <= most


def fetch_at_once(
    subject: Subject, *, actor: Actor, language: str, selection: Selection, page: str
) -> Iterator[bytes]:
    """The package; its request ends as the sending does, and the person is told by mail.

    ``page`` is the absolute address of the downloads, for the mail.
    """
    kind = Kind.PORTABILITY if selection.portability else Kind.ACCESS
    asked = open_request(kind, subject, actor=actor, language=language)
    ended, note = State.CANCELLED, _("The download was broken off.")
    try:
        yield from write_package(
            subject,
            actor=actor,
            language=language,
            activities=selection.activities,
            portability=selection.portability,
        )
        ended, note = State.COMPLETED, _("You fetched the package.")
    finally:
        # By now the response is on its way, and no middleware has set the language.
        with translation.override(language):
            change_state(asked, ended, actor=actor, note=str(note))
    if subject.emails:
        send(
            "export_fetched",
            to=subject.emails[0],
            language=language,
            context={"at": timezone.now(), "download_url": page},
        )
