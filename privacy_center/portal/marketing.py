"""Saying no to all marketing, and yes again, as both pages with a button for it do."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..audit import Actor
from ..consent import allow_marketing_again, stop_all_marketing
from ..requests import Kind, done_at_once
from ..subjects import Subject
from .mails import confirm

METHOD = "privacy centre"


def stop_marketing(request: HttpRequest, subject: Subject, actor: Actor) -> None:
    """Object and withdraw at once, note the request, and say so (Art. 21(2) and (3))."""
    stopped = stop_all_marketing(subject, actor=actor, place=request.path, method=METHOD)
    if stopped.objected or stopped.withdrawn:
        done_at_once(
            Kind.OBJECTION,
            subject,
            actor=actor,
            language=get_language() or "",
            note=_("All marketing has stopped."),
        )
        confirm(request, subject, "marketing_objected", link=("consents_url", "consents"))
    messages.success(
        request, _("All marketing has stopped. No mailings, and no offers chosen for you.")
    )


def allow_marketing(request: HttpRequest, subject: Subject, actor: Actor) -> None:
    """Lift the person's own objection and say what that does not bring back."""
    allow_marketing_again(subject, actor=actor, place=request.path, method=METHOD)
    messages.success(
        request,
        _("Your no is lifted. Nothing is sent to you until you sign up for something again."),
    )
