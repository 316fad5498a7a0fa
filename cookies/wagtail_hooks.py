"""Registers the declarations in the admin, under Cookies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .declarations.cookie import DeclaredCookie
from .declarations.group import DeclaredGroup


class GroupViewSet(SnippetViewSet):
    """Cookie groups, in the order that visitors see; drag to change it."""

    model = DeclaredGroup
    icon = "folder-open-1"
    menu_label = _("Cookie groups")
    add_to_admin_menu = False
    sort_order_field = "ordering"
    list_display = [
        "__str__",
        "varname",
        BooleanColumn("is_required", label=_("Always on"), sort_key="is_required"),
        UpdatedAtColumn(),
    ]
    search_fields = ["name", "varname"]


class CookieViewSet(SnippetViewSet):
    """Everything that is stored in visitors' browsers."""

    model = DeclaredCookie
    icon = "list-ul"
    menu_label = _("Cookies and storage")
    list_display = ["__str__", "cookiegroup", "get_kind_display", "provider", UpdatedAtColumn()]
    list_filter = ["cookiegroup", "kind", "party"]
    search_fields = ["name", "provider"]
    ordering = ["cookiegroup__ordering", "name"]


class CookiesViewSetGroup(SnippetViewSetGroup):
    """The Cookies entry of the admin's menu."""

    items = (GroupViewSet, CookieViewSet)
    menu_label = _("Cookies")
    menu_name = "cookies"
    menu_icon = "circle-check"
    menu_order = 320


register_snippet(CookiesViewSetGroup)
