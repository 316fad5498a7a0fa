"""The admin's pages for what hangs on the activities."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from ..activities.models import DataCategory, FinancialYear, Recipient
from ..policy.countries import country_name
from .financial_years import FinancialYearDeleteView
from .listing import NamedEditView, NamedIndexView
from .panels import CATEGORY, RECIPIENT
from .usage_view import RecordUsageView, UsedColumn

_USED = UsedColumn("used", label=_("In activities"), accessor="used")


class CategoryViewSet(SnippetViewSet):
    """Categories of personal data."""

    model = DataCategory
    base_url_path = "privacy/categories"
    icon = "folder-open-inverse"
    menu_label = _("Data categories")
    menu_name = "privacy-categories"
    edit_handler = CATEGORY
    index_view_class = NamedIndexView
    edit_view_class = NamedEditView
    usage_view_class = RecordUsageView
    copy_view_enabled = False
    search_fields = ("slug", "texts__title")
    ordering = ("sort_order", "slug")
    list_display = ("__str__", "slug", _USED)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Every category with its words and the number of activities that use it."""
        return _counted(DataCategory)


class RecipientViewSet(SnippetViewSet):
    """Recipients of personal data."""

    model = Recipient
    base_url_path = "privacy/recipients"
    icon = "group"
    menu_label = _("Recipients")
    menu_name = "privacy-recipients"
    edit_handler = RECIPIENT
    index_view_class = NamedIndexView
    edit_view_class = NamedEditView
    usage_view_class = RecordUsageView
    copy_view_enabled = False
    list_filter = ("role", "country")
    search_fields = ("slug", "texts__name")
    ordering = ("sort_order", "slug")
    list_display = (
        "__str__",
        Column("role", _("Role"), accessor="get_role_display"),
        Column("country", _("Country"), accessor=lambda row: country_name(row.country)),
        _USED,
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Every recipient with its words and the number of activities that use it."""
        return _counted(Recipient)


class FinancialYearViewSet(ModelViewSet):
    """When the financial years end, and since when."""

    model = FinancialYear
    name = "privacy_financial_years"
    url_prefix = "privacy/financial-years"
    icon = "calendar-alt"
    menu_label = _("Financial years")
    menu_name = "privacy-financial-years"
    copy_view_enabled = False
    delete_view_class = FinancialYearDeleteView
    ordering = ("starts_on",)
    list_display = ("starts_on", "end_month")
    edit_handler = ObjectList(
        [
            HelpPanel(template="privacy_center/staff/panels/financial_year_help.html"),
            FieldPanel("starts_on"),
            FieldPanel("end_month"),
        ]
    )


def _counted(model: Any) -> Any:
    rows = model.objects.prefetch_related(*model.prefetch)
    return rows.annotate(used=Count("activities", distinct=True))
