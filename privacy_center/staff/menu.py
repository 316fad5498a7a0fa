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
from .holds import HoldViewSet
from .inventory import PERMISSION as SEE_INVENTORY
from .inventory import InventoryView
from .office import AuditViewSet, ErasureViewSet, RequestViewSet
from .records import CategoryViewSet, FinancialYearViewSet, RecipientViewSet
from .retention import PERMISSION as CONFIRM
from .retention import RetentionView


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


class RetentionViewSet(PageViewSet):
    """What is past its time, and the rules that wait."""

    name = "privacy_retention"
    url_prefix = "privacy/retention"
    view = RetentionView
    permission = CONFIRM
    icon = "history"
    menu_label = _("Retention")
    menu_name = "privacy-retention"


class ConsentsViewSet(PageViewSet):
    """How many say yes to what."""

    name = "privacy_consents"
    url_prefix = "privacy/consents"
    view = ConsentReportView
    permission = SEE_CONSENTS
    icon = "tick"
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
        InventoryViewSet,
        RequestViewSet,
        RetentionViewSet,
        ConsentsViewSet,
        HoldViewSet,
        ErasureViewSet,
        AuditViewSet,
    )
