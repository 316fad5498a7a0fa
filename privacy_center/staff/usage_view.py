"""The page that tells who uses a processing record, with links."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.snippets.views.snippets import UsageView

from .usage import users_of


class RecordUsageView(UsageView):
    """Sources, activities and published policies. Wagtail's own index knows but foreign keys."""

    def get_queryset(self) -> Any:
        """The users of the record, as a list."""
        return users_of(self.object)

    def get_page_subtitle(self) -> str:
        """The record's name as the reader calls it."""
        return str(self.object)

    @cached_property
    def columns(self) -> list[Any]:
        """Who, and of which kind."""
        return [
            TitleColumn("title", label=_("Used by"), get_url=lambda use: use.url or None),
            Column("kind", label=_("Kind"), accessor="kind_words"),
        ]

    def get_table(self, object_list: Any, **kwargs: Any) -> Table:
        """The rows as they are; nothing to look up."""
        return BaseListingView.get_table(self, object_list, **kwargs)


class UsedColumn(Column):
    """How much a record is used, as a link to the page that tells by whom."""

    cell_template_name = "privacy_center/staff/used_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """The cell's context, with the address of the page."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        name = instance.snippet_viewset.get_url_name("usage")
        context["url"] = reverse(name, args=[quote(instance.pk)])
        return context
