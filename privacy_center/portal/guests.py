"""The rights of somebody without an account."""

from __future__ import annotations

from typing import Any

from ..activities.models import ProcessingActivity
from ..policy.rights import rights
from .page import Page


class GuestRequestPage(Page):
    """Every right, what it means, and how to use it by mail."""

    template_name = "privacy_center/guest/request.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rights that the policy tells of."""
        automated = ProcessingActivity.objects.published().filter(automated_decisions=True).exists()
        return super().get_context_data(rights=rights(automated_decisions=automated), **kwargs)
