"""Mails that confirm what a person did in the centre, to their first verified address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from ..notices import send
from ..subjects import Subject


def confirm(
    request: HttpRequest,
    subject: Subject,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    link: tuple[str, str],
    language: str = "",
) -> None:
    """Send ``template`` with ``link`` (the name in its context, the page of the centre).

    In ``language``, or else the one that is spoken.

    Whoever has no verified address is told by the page alone.
    """
    if not subject.emails:
        return
    name, page = link
    address = request.build_absolute_uri(reverse(f"privacy_center:{page}"))
    send(
        template,
        to=subject.emails[0],
        language=language or get_language() or "",
        context={**(context or {}), name: address},
    )
