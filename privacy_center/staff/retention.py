"""The officer's page for retention: what is past its time, and which new rules wait."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..activities.book import ActivityBook
from ..audit import Actor
from ..retention import PendingRule, confirm_rules, pending_rules, retention_plan
from ..retention.confirming import fingerprint
from ..retention.models import RetentionRun
from .becoming_due import due_sources
from .permissions import APP, CONFIRM_RETENTION

PERMISSION = f"{APP}.{CONFIRM_RETENTION}"

#: How many earlier runs the page lists.
RUNS = 10


class RetentionView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET shows what a run would remove today; POST confirms the rules as they were shown."""

    permission_required = PERMISSION
    raise_exception = True
    template_name = "privacy_center/staff/retention.html"
    page_title = _("Retention")
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: the dry run by source, the rules that wait, and the runs before."""
        pending = pending_rules()
        return super().get_context_data(
            plan=retention_plan(),
            pending=[(rule, due_sources(rule.due)) for rule in pending],
            shown=digest(pending),
            runs=RetentionRun.objects.all()[:RUNS],
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Confirm what was shown; anything that changed in the meantime is shown again first."""
        if request.POST.get("shown") != digest(pending_rules(counted=False)):
            messages.warning(
                request,
                _("The rules have changed since the page was shown. Look again before confirming."),
            )
            return redirect("privacy_retention:index")
        count = confirm_rules(actor=Actor.staff(request.user), user=request.user)
        messages.success(
            request,
            ngettext("%(count)d rule is confirmed.", "%(count)d rules are confirmed.", count)
            % {"count": count},
        )
        return redirect("privacy_retention:index")


def digest(pending: list[PendingRule]) -> str:
    """A short name for a set of waiting rules: another set, or another rule, has another."""
    book = ActivityBook.open()
    prints = sorted(fingerprint(rule.activity, book) for rule in pending)
    return hashlib.sha256("".join(prints).encode()).hexdigest()[:32]
