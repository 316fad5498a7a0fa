"""The officer's pages for retention: what is due, what waits for a yes, and what each run did."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..activities.book import ActivityBook
from ..audit import Actor
from ..retention import (
    PendingRule,
    RetentionPlan,
    approve,
    approved_plan,
    confirm_rules,
    csv_lines,
    due_lines,
    pending_rules,
    questions,
    retention_plan,
    samples,
)
from ..retention.approving import counts_of
from ..retention.confirming import fingerprint
from ..retention.models import RetentionRun, RetentionSettings
from ..sources import registry
from .becoming_due import due_sources
from .permissions import APP, CONFIRM_RETENTION

PERMISSION = f"{APP}.{CONFIRM_RETENTION}"

#: How many earlier runs the page lists.
RUNS = 10


class RetentionView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET shows what a run would remove today; POST confirms rules or approves the run as shown."""

    permission_required = PERMISSION
    raise_exception = True
    template_name = "privacy_center/staff/retention.html"
    page_title = _("Retention")
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: the dry run by source, what waits for the officer, and the runs before."""
        pending = pending_rules()
        planned = retention_plan()
        book = ActivityBook.open()
        return super().get_context_data(
            plan=planned,
            steps=[(step, samples(step, book)) for step in planned.steps],
            pending=[(rule, due_sources(rule.due)) for rule in pending],
            shown=digest(pending),
            asked=questions(planned),
            approved=approved_plan(planned.today),
            shown_plan=digest_of_plan(planned),
            runs=RetentionRun.objects.all()[:RUNS],
            settings=RetentionSettings.current(),
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Confirm or approve what was shown; what changed in the meantime is shown again first."""
        if request.POST.get("action") == "approve":
            self._approve(request)
        else:
            self._confirm(request)
        return redirect("privacy_retention:index")

    def _confirm(self, request: HttpRequest) -> None:
        if request.POST.get("shown") != digest(pending_rules(counted=False)):
            messages.warning(
                request,
                _("The rules have changed since the page was shown. Look again before confirming."),
            )
            return
        count = confirm_rules(actor=Actor.staff(request.user), user=request.user)
        messages.success(
            request,
            ngettext("%(count)d rule is confirmed.", "%(count)d rules are confirmed.", count)
            % {"count": count},
        )

    def _approve(self, request: HttpRequest) -> None:
        planned = retention_plan()
        if request.POST.get("shown") != digest_of_plan(planned):
            messages.warning(
                request,
                _("What is due has changed since the page was shown. Look again before approving."),
            )
            return
        approve(planned, actor=Actor.staff(request.user), user=request.user)
        messages.success(request, _("The run is approved. The next nightly run carries it out."))


class RetentionExportView(PermissionRequiredMixin, View):
    """Each record that is due today, by key and date, as a file."""

    permission_required = PERMISSION
    raise_exception = True

    def get(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """CSV as a stream, or JSON."""
        planned = retention_plan()
        name = f"retention-{planned.today:%Y-%m-%d}.{form}"
        response: HttpResponseBase
        if form == "csv":
            response = StreamingHttpResponse(csv_lines(planned), content_type="text/csv")
        else:
            response = JsonResponse(list(due_lines(planned)), safe=False)
        response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
        add_never_cache_headers(response)
        return response


class RetentionRunView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """The report of one run: what went, from where and why."""

    permission_required = f"{APP}.view_retentionrun"
    raise_exception = True
    template_name = "privacy_center/staff/retention_run.html"
    page_title = _("Report of a run")
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here, by the page of retention."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("privacy_retention:index"), "label": RetentionView.page_title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: the run, its steps with the sources' titles, and who approved it."""
        run = get_object_or_404(RetentionRun, pk=kwargs["pk"])
        steps = []
        for step in run.steps:
            source = registry.get(step["source"])
            steps.append({**step, "title": source.title if source else step["source"]})
        return super().get_context_data(
            run=run,
            steps=steps,
            approval=run.approvals.select_related("approved_by").first(),
            **kwargs,
        )


def digest_of_plan(planned: RetentionPlan) -> str:
    """A short name for what is due: another day, another step or another count has another."""
    counts = sorted(counts_of(planned).items())
    shown = json.dumps([planned.today.isoformat(), counts])
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


def digest(pending: list[PendingRule]) -> str:
    """A short name for a set of waiting rules: another set, or another rule, has another."""
    book = ActivityBook.open()
    prints = sorted(fingerprint(rule.activity, book) for rule in pending)
    return hashlib.sha256("".join(prints).encode()).hexdigest()[:32]
