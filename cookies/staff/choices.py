"""Statistics of the choices, and the proof behind a receipt."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from ..declarations.snapshot import declarations
from ..receipts.models import BannerVersion, ConsentReceipt, Way
from ..receipts.rates import BY, groups_chosen, rates
from .page import CookiesPage, CookiesPageViewSet

LABELS = {
    "month": _("Month"),
    "language": _("Language"),
    "banner": _("Banner version"),
    "way": _("How"),
}


class ChoicesReportView(CookiesPage):
    """GET shows the rates; with ``receipt``, what that receipt proves; nothing is changed here."""

    permission_required = "privacy_cookies.view_consentreceipt"
    template_name = "cookies/staff/choices.html"
    page_title = _("Choices")
    header_icon = "table"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: rows of rates, and the receipt that was asked for with its banner."""
        asked = self.request.GET.get("by", "month")
        by = asked if asked in BY else "month"
        groups = groups_chosen()
        number = self.request.GET.get("receipt", "").strip()
        receipt = ConsentReceipt.objects.filter(receipt=number).first() if number else None
        titles = {group.varname: group.title for group in declarations().groups}
        return super().get_context_data(
            by=by,
            by_label=LABELS[by],
            labels=LABELS.items(),
            groups=[titles.get(group, group) for group in groups],
            rows=rates(by, groups),
            ways=dict(Way.choices),
            asked=number,
            receipt=receipt,
            accepted=_named(receipt.accepted, titles) if receipt else [],
            refused=_named(receipt.refused, titles) if receipt else [],
            banner=BannerVersion.objects.filter(version=receipt.banner).first()
            if receipt
            else None,
            **kwargs,
        )


def _named(codes: str, titles: dict[str, str]) -> list[str]:
    """The groups of a receipt by their titles. One that is gone has its short name alone."""
    pairs = (code.rpartition(".") for code in codes.split())
    return [
        translated("%(group)s (version %(version)s)")
        % {"group": titles.get(name, name), "version": version}
        for name, _dot, version in pairs
    ]


class ChoicesReportViewSet(CookiesPageViewSet):
    """The choices in the menu."""

    name = "cookies_choices"
    url_prefix = "cookies/choices"
    view = ChoicesReportView
    icon = "table"
    menu_label = _("Choices")
    menu_name = "cookies-choices"
