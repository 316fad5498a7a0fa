"""The report of consents: how many say yes to what, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..activities.models import ProcessingActivity
from ..consent.models import Answer, ConsentEvent, MarketingObjection
from .permissions import APP

PERMISSION = f"{APP}.view_consentevent"


@dataclass(frozen=True)
class PurposeCount:
    """One purpose: addresses that say yes now, and those that said yes and withdrew."""

    slug: str
    title: str
    given: int
    withdrawn: int


def counts_by_purpose() -> list[PurposeCount]:
    """How each purpose stands: every address counted once, by its latest choice."""
    latest = ConsentEvent.objects.filter(
        activity=OuterRef("activity"), address_hash=OuterRef("address_hash")
    ).order_by("-at", "-pk")
    standing = (
        ConsentEvent.objects.filter(pk=Subquery(latest.values("pk")[:1]))
        .order_by("activity")
        .values("activity")
        .annotate(
            given=Count("pk", filter=Q(state=Answer.GIVEN)),
            withdrawn=Count("pk", filter=Q(state=Answer.WITHDRAWN)),
        )
    )
    titles = {a.slug: str(a) for a in ProcessingActivity.objects.with_texts()}
    return [
        PurposeCount(
            row["activity"],
            titles.get(row["activity"], row["activity"]),
            row["given"],
            row["withdrawn"],
        )
        for row in standing
    ]


class ConsentReportView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """The report as a page."""

    permission_required = PERMISSION
    raise_exception = True
    template_name = "privacy_center/staff/consents.html"
    page_title = _("Consents")
    header_icon = "check"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context with the counts."""
        return super().get_context_data(
            purposes=counts_by_purpose(),
            objections=MarketingObjection.objects.count(),
            **kwargs,
        )
