"""The admin's pages for processing activities."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from ..activities.models import ProcessingActivity
from ..activities.words import period_words
from .becoming_due import due_message, pending_rule_of
from .listing import NamedEditView, NamedIndexView
from .panels import ACTIVITY
from .starting import StartView
from .usage import published_policies, usage_by_activity, usage_words
from .usage_view import RecordUsageView, UsedColumn

START = "wagtailsnippets_privacy_center_processingactivity:start"


def _status(activity: ProcessingActivity) -> str:
    """Whether it is in force; Wagtail's own words for it would cost two queries a row."""
    if not activity.live:
        return gettext("Draft")
    return gettext("Changes wait") if activity.has_unpublished_changes else gettext("Published")


class TellsWhatBecomesDue:
    """After publishing, says what a changed period makes due, and that it waits."""

    request: HttpRequest
    object: Any

    def publish_action(self) -> Any:
        """Publish, then look whether the rule now waits for the officer."""
        response = super().publish_action()  # type: ignore[misc]
        if rule := pending_rule_of(self.object):
            messages.warning(self.request, due_message(rule))
        return response


class ActivityCreateView(TellsWhatBecomesDue, CreateView):
    """A new activity."""


class ActivityEditView(TellsWhatBecomesDue, NamedEditView):
    """An activity's form."""


class ActivityIndexView(NamedIndexView):
    """The list of activities, with how many sources obey each."""

    @cached_property
    def columns(self) -> list[Any]:
        """The listing's columns, the count of sources looked up once for all rows."""
        used = usage_by_activity()
        policies = len(published_policies(ProcessingActivity))

        def words(activity: ProcessingActivity) -> str:
            shown = policies if activity.live else 0
            return usage_words(shown, used.get(activity.slug, 0)) or gettext("Nothing yet")

        return [*super().columns, UsedColumn("used", label=_("Used by"), accessor=words)]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The context, with where a site without activities begins, for whoever may."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        may = self.request.user.has_perms(StartView.permission_required)
        empty = may and not ProcessingActivity.objects.exists()
        context["start_url"] = reverse(START) if empty else ""
        return context


class ActivityViewSet(SnippetViewSet):
    """Processing activities: drafts, publishing, history, workflow."""

    model = ProcessingActivity
    base_url_path = "privacy/activities"
    icon = "clipboard-list"
    menu_label = _("Activities")
    menu_name = "privacy-activities"
    edit_handler = ACTIVITY
    index_view_class = ActivityIndexView
    index_results_template_name = "privacy_center/staff/activities_results.html"
    add_view_class = ActivityCreateView
    edit_view_class = ActivityEditView
    usage_view_class = RecordUsageView
    copy_view_enabled = False
    list_filter = ("legal_basis", "preset", "direct_marketing")
    search_fields = ("slug", "texts__title", "texts__purpose")
    ordering = ("sort_order", "slug")
    list_display = (
        "__str__",
        Column("legal_basis", _("Legal basis"), accessor="get_legal_basis_display"),
        Column("kept", _("Kept"), accessor=period_words),
        Column("status", _("Status"), accessor=_status),
        DateColumn("changed_at", label=_("Changed"), sort_key="changed_at"),
    )

    def get_urlpatterns(self) -> list[Any]:
        """Wagtail's addresses, and that of the button for a new site."""
        return [*super().get_urlpatterns(), path("start/", StartView.as_view(), name="start")]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Every activity with its words, in a constant number of queries."""
        return ProcessingActivity.objects.with_texts()
