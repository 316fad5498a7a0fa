"""Statistics of the choices, and the proof behind a receipt."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

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
        return super().get_context_data(
            by=by,
            by_label=LABELS[by],
            labels=LABELS.items(),
            groups=groups,
            rows=rates(by, groups),
            ways=dict(Way.choices),
            asked=number,
            receipt=receipt,
            banner=BannerVersion.objects.filter(version=receipt.banner).first()
            if receipt
            else None,
            **kwargs,
        )


class ChoicesReportViewSet(CookiesPageViewSet):
    """The choices in the menu."""

    name = "cookies_choices"
    url_prefix = "cookies/choices"
    view = ChoicesReportView
    icon = "table"
    menu_label = _("Choices")
    menu_name = "cookies-choices"
