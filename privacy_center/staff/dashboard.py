"""What the admin's front page says: what waits for the officer, and a policy that is behind."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from wagtail.admin.ui.components import Component

from .policy_pages import PERMISSION, behind
from .waiting import waiting_for


class WaitingList(Component):
    """What the person who is signed in has to decide, answer or confirm; nothing without it."""

    order = 9
    template_name = "privacy_center/staff/dashboard_waiting.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The context with a line for each kind."""
        return {"waiting": waiting_for(parent_context["request"].user)}

    def render_html(self, parent_context: Any = None) -> Any:
        """The list, or nothing where nothing waits."""
        context = self.get_context_data(parent_context)
        if not context["waiting"]:
            return ""
        return render_to_string(self.template_name, context)


class BehindWarning(Component):
    """The warning of a record's page, for what has no page of its own, such as the controller."""

    order = 10
    template_name = "privacy_center/staff/dashboard_behind.html"

    def render_html(self, parent_context: Any = None) -> Any:
        """The warning for those who write the records, while a policy is behind; else nothing."""
        request = (parent_context or {}).get("request")
        if request is None or not request.user.has_perm(PERMISSION) or not behind():
            return ""
        return super().render_html(parent_context)
