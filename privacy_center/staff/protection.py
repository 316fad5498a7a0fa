"""Refusals: a processing record that something relies on is neither deleted nor taken down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from ..activities.models import ProcessingActivity
from .usage import Use, code_users_of, users_of

TEMPLATE = "privacy_center/staff/in_use.html"


def refuse_deletion(request: HttpRequest, records: Iterable[Any]) -> HttpResponse | None:
    """A page that names what uses the records, or None where nothing does.

    For Wagtail's hook before a deletion, of one record or of many at once.
    """
    used = [(record, users) for record in records if (users := users_of(record))]
    if not used:
        return None
    title = _("This cannot be deleted")
    explanation = _("It is in use. Deleting it would leave data with no purpose and no time limit.")
    return _refusal(request, used, title, explanation)


def refuse_unpublishing(request: HttpRequest, record: Any) -> HttpResponse | None:
    """The same before an activity is taken down: its sources would obey no rule.

    A policy page alone does not stop it, since taking an activity down is how it leaves a policy.
    """
    if not isinstance(record, ProcessingActivity):
        return None
    users = code_users_of(record)
    if not users:
        return None
    title = _("This cannot be unpublished")
    explanation = _("It is in use. Unpublishing it would leave data with no purpose in force.")
    return _refusal(request, [(record, users)], title, explanation)


def _refusal(
    request: HttpRequest, used: list[tuple[Any, list[Use]]], title: str, explanation: str
) -> HttpResponse:
    if request.method == "POST":
        messages.error(request, title)
    context = {
        "used": used,
        "page_title": title,
        "header_title": title,
        "explanation": explanation,
        "header_icon": "warning",
    }
    return TemplateResponse(request, TEMPLATE, context, status=409)
