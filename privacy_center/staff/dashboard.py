"""What the admin's front page says of the policies: nothing, unless one is behind its records."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from .policy_pages import PERMISSION, behind


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
