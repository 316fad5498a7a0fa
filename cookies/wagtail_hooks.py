"""Registers the declarations in the admin, under Cookies."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from .declarations.approval import ACTION, PERMISSION
from .declarations.cookie import DeclaredCookie
from .declarations.group import DeclaredGroup
from .declarations.snapshot import declarations
from .declarations.terms import Kind
from .staff.choices import ChoicesReportViewSet
from .staff.exemptions import ExemptionsViewSet
from .staff.library import LibraryViewSet
from .staff.scans import ScansViewSet


class GroupViewSet(SnippetViewSet):
    """Cookie groups, in the order that visitors see; drag to change it."""

    model = DeclaredGroup
    icon = "folder-open-1"
    menu_label = _("Cookie groups")
    add_to_admin_menu = False
    sort_order_field = "ordering"
    ordering = ["ordering", "varname"]
    list_display = [
        "title_here",
        Column("varname", label=_("Short name")),
        BooleanColumn("is_required", label=_("Always on")),
        DateColumn("updated_at", label=_("Last changed")),
    ]
    search_fields = ["name", "varname"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[DeclaredGroup]:
        """The groups with their texts: the list speaks the language of whoever reads it."""
        return DeclaredGroup.objects.prefetch_related("texts__locale")


def group_title(cookie: DeclaredCookie) -> str:
    """What the group of a cookie is called in the active language."""
    titles = {group.varname: group.title for group in declarations().groups}
    return titles.get(cookie.cookiegroup.varname, str(cookie.cookiegroup))


class CookieFilters(WagtailFilterSet):
    """Narrows the list of cookies by group, kind and who sets them."""

    cookiegroup = django_filters.ModelChoiceFilter(
        queryset=DeclaredGroup.objects.all(), label=_("Group")
    )

    class Meta:
        model = DeclaredCookie
        fields = ["cookiegroup", "kind", "party"]


class CookieCreateView(CreateView):
    """Declares a cookie; a scan's proposal fills in what it knows."""

    def get_initial_form_instance(self) -> DeclaredCookie:
        """The name and the kind that the address proposes."""
        kind = self.request.GET.get("kind", "")
        known = {"kind": kind} if kind in Kind.values else {}
        return DeclaredCookie(name=self.request.GET.get("name", "")[:250], **known)


class CookieViewSet(SnippetViewSet):
    """Everything that is stored in visitors' browsers."""

    model = DeclaredCookie
    add_view_class = CookieCreateView
    icon = "list-ul"
    menu_label = _("Cookies and storage")
    list_display = [
        "__str__",
        Column("cookiegroup", label=_("Group"), accessor=group_title),
        Column("get_kind_display", label=_("Kind")),
        Column("provider", label=_("Provider")),
        DateColumn("updated_at", label=_("Last changed")),
    ]
    filterset_class = CookieFilters
    search_fields = ["name", "provider"]
    ordering = ["cookiegroup__ordering", "name"]


class CookiesViewSetGroup(SnippetViewSetGroup):
    """The Cookies entry of the admin's menu."""

    items = (
        GroupViewSet,
        CookieViewSet,
        LibraryViewSet,
        ScansViewSet,
        ChoicesReportViewSet,
        ExemptionsViewSet,
    )
    menu_label = _("Cookies")
    menu_name = "cookies"
    menu_icon = "circle-check"
    menu_order = 320


register_snippet(CookiesViewSetGroup)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Name the approval in Wagtail's log."""
    actions.register_action(ACTION, _("Approve exemption"), _("Approved why no consent is needed"))


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the page of a group list what its pages ask for."""
    named = Q(codename=PERMISSION.partition(".")[2]) | Q(
        codename__in=("view_consentreceipt", "add_scanrun")
    )
    return Permission.objects.filter(named, content_type__app_label="privacy_cookies")
