"""What the company's staff works with in the admin."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, EditView, IndexView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from privacy_center.days import site_today
from privacy_center.sources.restricted import unrestricted

from .records.newsletter import NewsletterIssue
from .records.support import SupportCase


class ArrivingPolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """Django's permissions, but nobody adds a case by hand: cases come in by the form."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class SupportCaseForm(WagtailAdminModelForm):  # type: ignore[misc]
    """Closing a case dates it; its retention counts from that day."""

    def save(self, commit: bool = True) -> Any:
        case = self.instance
        if case.status == SupportCase.Status.OPEN:
            case.closed_on = None
        else:
            case.closed_on = case.closed_on or site_today()
        return super().save(commit)


class SupportCaseIndex(IndexView):  # type: ignore[misc]
    """Cases, without those that are only kept for a claim."""

    def get_base_queryset(self) -> QuerySet[Any]:
        return unrestricted(super().get_base_queryset())


class UnrestrictedForm:
    """A form of one case: what is only kept for a claim is not found."""

    def get_queryset(self) -> QuerySet[Any]:
        return unrestricted(super().get_queryset())  # type: ignore[misc]


class UnrestrictedList:
    """A list about one case, likewise; its own rows are something else."""

    def get_base_object_queryset(self) -> QuerySet[Any]:
        return unrestricted(super().get_base_object_queryset())  # type: ignore[misc]


class SupportCaseEdit(UnrestrictedForm, EditView):  # type: ignore[misc]
    """The case, and its status."""


class SupportCaseDelete(UnrestrictedForm, DeleteView):  # type: ignore[misc]
    """Asks before a case is deleted."""


class SupportCaseHistory(UnrestrictedList, HistoryView):  # type: ignore[misc]
    """Who did what with a case."""


class SupportCaseUsage(UnrestrictedList, UsageView):  # type: ignore[misc]
    """What refers to a case."""


class SupportCases(ModelViewSet):  # type: ignore[misc]
    """Messages from the contact form: read, answered by mail, closed."""

    model = SupportCase
    name = "home_support"
    url_prefix = "support-cases"
    icon = "mail"
    menu_label = _("Support cases")
    menu_order = 300
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = SupportCaseIndex
    edit_view_class = SupportCaseEdit
    delete_view_class = SupportCaseDelete
    history_view_class = SupportCaseHistory
    usage_view_class = SupportCaseUsage
    list_display = ("__str__", Column("submit_time", label=_("Came in")), "status", "closed_on")
    list_filter = ("status",)
    edit_handler = ObjectList(
        [
            FieldPanel("form_data", read_only=True),
            FieldPanel("email", read_only=True),
            FieldPanel("status"),
        ],
        base_form_class=SupportCaseForm,
    )


class NewsletterIssues(ModelViewSet):  # type: ignore[misc]
    """What goes out by ``manage.py send_newsletter <number>``."""

    model = NewsletterIssue
    name = "home_newsletter"
    url_prefix = "newsletter-issues"
    icon = "mail"
    menu_label = _("Newsletter")
    menu_order = 310
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("subject", Column("pk", label=_("Number")), "language", "sent_at")
    list_filter = ("language",)
    edit_handler = ObjectList([FieldPanel("language"), FieldPanel("subject"), FieldPanel("body")])


support_cases = SupportCases()
newsletter_issues = NewsletterIssues()
