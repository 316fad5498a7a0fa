"""Scans: the latest ones, what they found, and a button that starts one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from ..declarations.cookie import DeclaredCookie
from ..scanner.models import ScanRun
from ..scanner.scan import scan_in_background
from .page import CookiesPage, CookiesPageViewSet

SHOWN = 10


class ScansView(CookiesPage):
    """GET shows the scans; POST starts one of the site that it is sent from."""

    permission_required = "privacy_cookies.add_scanrun"
    template_name = "cookies/staff/scans.html"
    page_title = gettext_lazy("Scans")
    header_icon = "search"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: the latest scans, and the findings of the last that was finished."""
        runs = list(ScanRun.objects.all()[:SHOWN])
        latest = next((run for run in runs if run.finished_at), None)
        findings = latest.findings if latest else []
        return super().get_context_data(
            runs=runs,
            latest=latest,
            findings=[(finding, _declare_url(finding)) for finding in findings],
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Start a scan in the background."""
        site = Site.find_for_request(request)
        run = ScanRun.objects.create(
            base_url=site.root_url if site else request.build_absolute_uri("/")
        )
        transaction.on_commit(lambda: scan_in_background.enqueue(run.pk))
        messages.success(request, _("The scan has started. Come back in a while."))
        return redirect(request.path)


def _declare_url(finding: dict[str, str]) -> str:
    """Where to declare what nobody has, the form filled in as far as the scan can tell."""
    if finding["problem"] != "undeclared" or finding["kind"] == "request":
        return ""
    meta = DeclaredCookie._meta
    known = {"name": finding["pattern"] or finding["name"], "kind": finding["kind"]}
    address = reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:add")
    return f"{address}?{urlencode(known)}"


class ScansViewSet(CookiesPageViewSet):
    """Scans in the menu."""

    name = "cookies_scans"
    url_prefix = "cookies/scans"
    view = ScansView
    icon = "search"
    menu_label = gettext_lazy("Scans")
    menu_name = "cookies-scans"
