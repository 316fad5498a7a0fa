"""Registers the declarations in the admin, under Cookies."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
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
    ordering = ["ordering", "varname"]
    list_display = [
        "__str__",
        Column("varname", label=_("Short name")),
        BooleanColumn("is_required", label=_("Always on")),
        DateColumn("updated_at", label=_("Last changed")),
    ]
    search_fields = ["name", "varname"]


class CookieFilters(WagtailFilterSet):
    """Narrows the list of cookies by group, kind and who sets them."""

    cookiegroup = django_filters.ModelChoiceFilter(
        queryset=DeclaredGroup.objects.all(), label=_("Group")
    )

    class Meta:
        model = DeclaredCookie
        fields = ["cookiegroup", "kind", "party"]


class CookieViewSet(SnippetViewSet):
    """Everything that is stored in visitors' browsers."""

    model = DeclaredCookie
    icon = "list-ul"
    menu_label = _("Cookies and storage")
    list_display = [
        "__str__",
        Column("cookiegroup", label=_("Group")),
        Column("get_kind_display", label=_("Kind")),
        Column("provider", label=_("Provider")),
        DateColumn("updated_at", label=_("Last changed")),
    ]
    filterset_class = CookieFilters
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
