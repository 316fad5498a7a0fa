"""The privacy officer's lists: read, never changed by hand, and never more than they need."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from ..audit.models import AuditEntry
from ..erasure.fates import RunStatus
from ..erasure.models import ErasureRun
from ..erasure.standing import is_for_officer
from ..requests.models import PrivacyRequest
from .audit_words import DEEDS, actor_words, deed_words
from .deciding import PERMISSION as DECIDE
from .deciding import DecideView, RetryView
from .progress import ProgressView, progress_of

NOTHING = "–"


class PlainInspectView(InspectView):
    """A record as a person reads it: moments in the site's time, and a dash for what is not."""

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """The value in words."""
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, dt.datetime):
            return date_format(localtime(value), "DATETIME_FORMAT")
        return NOTHING if value is None or value == "" else value


def _links(name: str, records: Iterable[Any]) -> SafeString | str:
    """Links to the records' pages in the list ``name``, by what each is quoted by."""
    pairs = [(reverse(f"{name}:inspect", args=[each.pk]), each.reference) for each in records]
    return format_html_join(", ", '<a href="{}">{}</a>', pairs) or NOTHING


class ListViewSet(ModelViewSet):
    """A list and its details, with nothing to change."""

    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = PlainInspectView
    add_to_reference_index = False
    form_fields = ()

    def get_urlpatterns(self) -> list[Any]:
        """The addresses of what may be read alone."""
        kept = ("index", "index_results", "inspect")
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]


class RequestInspectView(PlainInspectView):
    """A request and its timeline."""

    def get_erasure_run_display_value(self) -> SafeString | str:
        """A link to the erasure, by the reference that stands on the person's receipt."""
        run = self.object.erasure_run
        return _links("privacy_erasures", [run] if run else [])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context with the events, as the person reads them."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["events"] = self.object.events.all()
        return context


class RequestViewSet(ListViewSet):
    """What people have asked for, and by when it is due (Art. 12(3))."""

    model = PrivacyRequest
    name = "privacy_requests"
    url_prefix = "privacy/requests"
    icon = "form"
    menu_label = _("Requests")
    menu_name = "privacy-requests"
    inspect_view_class = RequestInspectView
    inspect_template_name = "privacy_center/staff/request.html"
    list_filter = ("kind", "state", "channel")
    search_fields = ("reference", "subject", "erasure_run__id")
    ordering = ("-received_at",)
    list_display = (
        "reference",
        Column("kind", _("Right"), accessor="get_kind_display", sort_key="kind"),
        Column("state", _("State"), accessor="get_state_display", sort_key="state"),
        Column("received_at", _("Received"), sort_key="received_at"),
        Column("due_on", _("Answer due"), sort_key="due_on"),
        Column("erasure_run", _("Erasure"), accessor=lambda row: _run_reference(row)),
    )
    inspect_view_fields = (
        "reference",
        "kind",
        "state",
        "channel",
        "received_at",
        "due_on",
        "closed_at",
        "subject",
        "language",
        "erasure_run",
    )


def _run_reference(request: PrivacyRequest) -> str:
    """The reference of the request's erasure, without a query."""
    run = request.erasure_run_id
    return ErasureRun(pk=run).reference if run else NOTHING


class ErasureIndexView(IndexView):
    """The list, with the requests that each erasure answers."""

    def get_base_queryset(self) -> QuerySet[ErasureRun]:
        """Each run once, also where two of its requests match what is searched for."""
        return super().get_base_queryset().prefetch_related("requests").distinct()


class ErasureInspectView(PlainInspectView):
    """An erasure and its steps. Never its receipt's address, which is the person's alone."""

    def get_requests_display_value(self) -> SafeString | str:
        """Links to the requests that it answers."""
        return _links("privacy_requests", self.object.requests.all())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context with the steps as the receipt has them."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= progress_of(self.object)
        context["can_decide"] = self.request.user.has_perm(DECIDE)
        context["needs_decision"] = bool(self.object.identifiers) and (
            self.object.status == RunStatus.AWAITING_DECISION
            or any(is_for_officer(found["model"], found["state"]) for found in self.object.residue)
        )
        return context


class ErasureViewSet(ListViewSet):
    """Erasures as they were carried out, people by pseudonym; and the page to decide on one."""

    def get_urlpatterns(self) -> list[Any]:
        """The addresses of what may be read, of the decision, and of the live progress."""
        return [
            *super().get_urlpatterns(),
            path("decide/<uuid:pk>/", DecideView.as_view(), name="decide"),
            path("retry/<uuid:pk>/", RetryView.as_view(), name="retry"),
            path("progress/<uuid:pk>/", ProgressView.as_view(), name="progress"),
        ]

    model = ErasureRun
    name = "privacy_erasures"
    url_prefix = "privacy/erasures"
    icon = "bin"
    menu_label = _("Erasures")
    menu_name = "privacy-erasures"
    pk_path_converter = "uuid"
    index_view_class = ErasureIndexView
    inspect_view_class = ErasureInspectView
    inspect_template_name = "privacy_center/staff/erasure.html"
    list_filter = ("status",)
    search_fields = ("id", "pseudonym", "requests__reference")
    ordering = ("-created_at",)
    list_display = (
        "reference",
        Column("status", _("Status"), accessor="get_status_display", sort_key="status"),
        DateColumn("created_at", label=_("Started"), sort_key="created_at"),
        DateColumn("closed_at", label=_("Closed"), sort_key="closed_at"),
        Column(
            "requests",
            _("Request"),
            accessor=lambda run: ", ".join(each.reference for each in run.requests.all()),
        ),
    )
    inspect_view_fields = (
        "reference",
        "status",
        "created_at",
        "closed_at",
        "pseudonym",
        "requests",
    )


class AuditInspectView(PlainInspectView):
    """One entry, its details spelled out."""

    def get_action_display_value(self) -> str:
        """The deed in words, and by its short name for whoever reads the trail elsewhere."""
        return f"{deed_words(self.object.action)} ({self.object.action})"

    def get_actor_display_value(self) -> str:
        """Who in words, and as the trail has it."""
        return f"{actor_words(self.object.actor)} ({self.object.actor})"

    def get_details_display_value(self) -> SafeString:
        """The details as lines of name and value."""
        pairs = ((key, _plain(value)) for key, value in self.object.details.items())
        return format_html_join("", "<div>{}: {}</div>", pairs)


class AuditFilterSet(WagtailFilterSet):
    """Picks the deeds of one kind, by its words."""

    action = ChoiceFilter(
        label=_("What"), choices=lambda: sorted(DEEDS.items(), key=lambda deed: str(deed[1]))
    )

    class Meta:
        model = AuditEntry
        fields = ("action",)


class AuditViewSet(ListViewSet):
    """The audit trail: who did what to whose data, without anybody's data (Art. 5(2))."""

    model = AuditEntry
    name = "privacy_audit"
    url_prefix = "privacy/audit"
    icon = "history"
    menu_label = _("Audit trail")
    menu_name = "privacy-audit"
    inspect_view_class = AuditInspectView
    filterset_class = AuditFilterSet
    search_fields = ("action", "subject", "actor")
    ordering = ("-seq",)
    list_per_page = 50
    list_display = (
        "seq",
        Column("at", _("When"), sort_key="at"),
        Column("action", _("What"), accessor=lambda row: deed_words(row.action), sort_key="action"),
        Column("actor", _("By whom"), accessor=lambda row: actor_words(row.actor)),
        Column("subject", _("Whose data")),
    )
    inspect_view_fields = ("seq", "at", "action", "actor", "subject", "details", "hash")


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
