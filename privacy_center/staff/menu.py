"""The menu *Privacy*, and the pages in it that are no list of a model."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .activities import ActivityViewSet
from .consents import PERMISSION as SEE_CONSENTS
from .consents import ConsentReportView
from .corrections import PERMISSION as DECIDE_CORRECTIONS
from .corrections import AttachmentView, CorrectionsView, CorrectionView
from .holds import HoldViewSet
from .inventory import PERMISSION as SEE_INVENTORY
from .inventory import InventoryView
from .office import AuditViewSet, ErasureViewSet, RequestViewSet
from .people import PERMISSION as LOOK_UP
from .people import PeopleView, PersonRecordView, PersonSourceView, PersonView
from .people_searched import PersonSearchView, PersonTimelineView
from .policy_pages import PERMISSION as SEE_POLICIES
from .policy_pages import PolicyPagesView
from .records import CategoryViewSet, FinancialYearViewSet, RecipientViewSet
from .register import PERMISSION as SEE_REGISTER
from .register import RegisterView
from .retention import PERMISSION as CONFIRM
from .retention import RetentionExportView, RetentionRunView, RetentionView


class PageViewSet(ViewSet):
    """One page with a place in the menu, for those who may open it."""

    view: Any
    permission: str

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        """A menu item that shows itself to those with the permission."""
        permission = self.permission

        class PermittedItem(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return request.user.has_perm(permission)

        return PermittedItem

    def get_urlpatterns(self) -> list[Any]:
        """The page's address."""
        return [path("", self.view.as_view(), name="index")]


class RegisterViewSet(PageViewSet):
    """The records of processing, as the authority asks for them."""

    name = "privacy_register"
    url_prefix = "privacy/records"
    view = RegisterView
    permission = SEE_REGISTER
    icon = "doc-full-inverse"
    menu_label = _("Records of processing")
    menu_name = "privacy-register"


class RetentionViewSet(PageViewSet):
    """What is past its time, and the rules that wait."""

    name = "privacy_retention"
    url_prefix = "privacy/retention"
    view = RetentionView
    permission = CONFIRM
    icon = "history"
    menu_label = _("Retention")
    menu_name = "privacy-retention"

    def get_urlpatterns(self) -> list[Any]:
        """The page's address, those of its exports, and that of each run's report."""
        export = RetentionExportView.as_view()
        return [
            *super().get_urlpatterns(),
            path("due.csv", export, {"form": "csv"}, name="csv"),
            path("due.json", export, {"form": "json"}, name="json"),
            path("runs/<int:pk>/", RetentionRunView.as_view(), name="run"),
        ]


class ConsentsViewSet(PageViewSet):
    """How many say yes to what."""

    name = "privacy_consents"
    url_prefix = "privacy/consents"
    view = ConsentReportView
    permission = SEE_CONSENTS
    icon = "check"
    menu_label = _("Consents")
    menu_name = "privacy-consents"


class InventoryViewSet(PageViewSet):
    """What the code declares of every table."""

    name = "privacy_inventory"
    url_prefix = "privacy/inventory"
    view = InventoryView
    permission = SEE_INVENTORY
    icon = "list-ul"
    menu_label = _("Inventory")
    menu_name = "privacy-inventory"


class PoliciesViewSet(PageViewSet):
    """The policy pages and their versions."""

    name = "privacy_policies"
    url_prefix = "privacy/policies"
    view = PolicyPagesView
    permission = SEE_POLICIES
    icon = "doc-full"
    menu_label = _("Policy versions")
    menu_name = "privacy-policies"


class CorrectionsViewSet(PageViewSet):
    """What people propose to correct, and whom to tell of what was corrected."""

    name = "privacy_corrections"
    url_prefix = "privacy/corrections"
    view = CorrectionsView
    permission = DECIDE_CORRECTIONS
    icon = "edit"
    menu_label = _("Corrections")
    menu_name = "privacy-corrections"

    def get_urlpatterns(self) -> list[Any]:
        """The list's address, and those of a decision and of its attachment."""
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", CorrectionView.as_view(), name="decide"),
            path("<int:pk>/attachment/", AttachmentView.as_view(), name="attachment"),
        ]


class PeopleViewSet(PageViewSet):
    """What is held about one person, for an officer who says why."""

    name = "privacy_people"
    url_prefix = "privacy/people"
    view = PeopleView
    permission = LOOK_UP
    icon = "user"
    menu_label = _("Find a person")
    menu_name = "privacy-people"

    def get_urlpatterns(self) -> list[Any]:
        """The question's address, and those of the person's pages under a random key."""
        record = "<slug:key>/data/<str:source>/<str:record>/"
        return [
            *super().get_urlpatterns(),
            path("<slug:key>/", PersonView.as_view(), name="person"),
            path("<slug:key>/timeline/", PersonTimelineView.as_view(), name="timeline"),
            path("<slug:key>/search/", PersonSearchView.as_view(), name="search"),
            path("<slug:key>/data/<str:source>/", PersonSourceView.as_view(), name="source"),
            path(record, PersonRecordView.as_view(), name="record"),
        ]


class PrivacyGroup(SnippetViewSetGroup):
    """The menu: the records for editors, the office below for the privacy officer."""

    menu_label = _("Privacy")
    menu_name = "privacy"
    menu_icon = "lock"
    menu_order = 250
    items = (
        ActivityViewSet,
        CategoryViewSet,
        RecipientViewSet,
        FinancialYearViewSet,
        PoliciesViewSet,
        RegisterViewSet,
        InventoryViewSet,
        RequestViewSet,
        CorrectionsViewSet,
        PeopleViewSet,
        RetentionViewSet,
        ConsentsViewSet,
        HoldViewSet,
        ErasureViewSet,
        AuditViewSet,
    )
