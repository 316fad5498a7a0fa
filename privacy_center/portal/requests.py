"""The person's requests, and what happened to each."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from ..erasure import receipt_path
from ..requests import requests_of
from .page import PersonalPage

_AT_ONCE = 50


class RequestsPage(PersonalPage):
    """All requests, the newest first."""

    template_name = "privacy_center/portal/requests.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of requests, keyed by the one before it."""
        rows = requests_of(self.subject).order_by("-pk")
        after = self.request.GET.get("before", "")
        if after.isdecimal() and len(after) < 19:
            rows = rows.filter(pk__lt=int(after))
        found = list(rows[: _AT_ONCE + 1])
        return super().get_context_data(
            requests=found[:_AT_ONCE],
            next_before=found[_AT_ONCE - 1].pk if len(found) > _AT_ONCE else None,
            **kwargs,
        )


class RequestPage(PersonalPage):
    """One request and its timeline. Somebody else's is not found."""

    template_name = "privacy_center/portal/request.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the request and its events."""
        found = get_object_or_404(requests_of(self.subject), reference=kwargs["reference"])
        run = found.erasure_run
        return super().get_context_data(
            privacy_request=found,
            events=found.events.order_by("at", "pk"),
            receipt_url=receipt_path(run) if run else "",
            **kwargs,
        )
