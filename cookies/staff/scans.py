"""Scans: the latest ones, what they found, and a button that starts one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.models import Site

from ..declarations.cookie import DeclaredCookie
from ..declarations.terms import Kind, Party, Unit, lasting
from ..scanner.compare import PAGE, REQUEST, Problem, is_own
from ..scanner.models import ScanRun
from ..scanner.seen import Phase
from ..scanner.starting import can_scan, start, under_way
from .page import CookiesPage, CookiesPageViewSet

SHOWN = 10
NO_BROWSER = gettext_lazy(
    "This server has no browser to scan with. Ask the site's developer to install "
    "wagtail-privacy-center[scan], or run cookies_scan elsewhere."
)
WORDS = {
    "problem": dict(Problem.choices),
    "kind": {
        **dict(Kind.choices),
        REQUEST: pgettext_lazy("cookies", "Request"),
        PAGE: gettext_lazy("Page"),
    },
    "phase": dict(Phase.choices),
}


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
        return super().get_context_data(
            runs=runs,
            no_browser="" if can_scan() else NO_BROWSER,
            latest=latest,
            findings=_shown(latest) if latest else [],
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Start a scan in the background, unless one is under way."""
        if not can_scan():
            messages.error(request, NO_BROWSER)
        elif under_way():
            messages.info(request, _("A scan is under way already. Come back in a while."))
        else:
            site = Site.find_for_request(request)
            start(site.root_url if site else request.build_absolute_uri("/"))
            messages.success(request, _("The scan has started. Come back in a while."))
        return redirect(request.path)


def _shown(run: ScanRun) -> list[tuple[dict[str, Any], str]]:
    """The findings in the reader's words, each with where to declare what it is about."""
    own_host = urlsplit(run.base_url).hostname or ""
    return [
        (
            {**finding, **{field: words.get(finding[field]) for field, words in WORDS.items()}},
            _declare_url(finding, own_host),
        )
        for finding in run.findings
    ]


def _declare_url(finding: dict[str, str], own_host: str) -> str:
    """Where to declare what nobody has, the form filled in as far as the scan can tell."""
    kind = finding["kind"]
    if finding["problem"] != Problem.UNDECLARED or kind not in Kind.values:
        return ""
    known: dict[str, Any] = {"name": finding["pattern"] or finding["name"], "kind": kind}
    if not is_own(finding["host"], own_host):
        known |= {"domain": finding["host"], "party": Party.THIRD}
    value, known["duration_unit"] = lasting(int(finding.get("seconds") or 0))
    if kind == Kind.LOCAL_STORAGE:
        known["duration_unit"] = Unit.UNTIL_REMOVED
    if value:
        known["duration_value"] = value
    meta = DeclaredCookie._meta
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
