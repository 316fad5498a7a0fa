"""What the pages share: who may open them, and their place in the menu."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest
from django.urls import path
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet


class CookiesPage(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page under *Cookies*; a subclass names its permission and template."""

    raise_exception = True
    page_title: Any = ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class CookiesPageViewSet(ViewSet):
    """One page with a place in the menu, for those who may open it."""

    view: Any

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        """A menu item that shows itself to those with the page's permission."""
        permission = self.view.permission_required

        class PermittedItem(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return request.user.has_perm(permission)

        return PermittedItem

    def get_urlpatterns(self) -> list[Any]:
        """The page's address."""
        return [path("", self.view.as_view(), name="index")]
