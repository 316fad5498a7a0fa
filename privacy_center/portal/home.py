"""The front page: three doors, and the ways beside them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ..consent import consents_of, direct_marketing_slugs, objected_since
from ..policy.material import mark_seen
from ..requests import requests_of
from ..requests.models import OPEN
from .changes import notes_for
from .marketing import stop_marketing
from .page import PersonalPage


class HomePage(PersonalPage):
    """Stop all marketing, see and correct, erase. The first needs no page of its own."""

    template_name = "privacy_center/portal/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what already holds for the person."""
        given = {consent.slug for consent in consents_of(self.subject) if consent.given}
        stopped = given.isdisjoint(direct_marketing_slugs())
        return super().get_context_data(
            consents_given=len(given),
            marketing_stopped=objected_since(self.subject) if stopped else None,
            change_notes=notes_for(self.subject, self.language),
            requests_open=requests_of(self.subject).filter(state__in=OPEN).count(),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Stop all marketing at once (Art. 21(2) and (3)); or put away a note that was read."""
        if request.POST.get("action") == "seen":
            mark_seen(self.subject, request.POST.getlist("change"))
            return redirect("privacy_center:home")
        stop_marketing(request, self.subject, self.actor)
        return redirect("privacy_center:home")
