"""Groups that are always on, and whose reason the privacy officer has approved or not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..declarations.approval import PERMISSION, approve_exemption
from ..declarations.group import DeclaredGroup
from ..declarations.snapshot import declarations
from .page import CookiesPage, CookiesPageViewSet


class ExemptionsView(CookiesPage):
    """GET shows each group with its reason; POST approves one."""

    permission_required = PERMISSION
    template_name = "cookies/staff/exemptions.html"
    page_title = gettext_lazy("Exemptions")
    header_icon = "check"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: the groups, as visitors read them."""
        approved = dict(DeclaredGroup.objects.values_list("varname", "approved_at"))
        groups = [(group, approved.get(group.varname)) for group in declarations().required]
        return super().get_context_data(groups=groups, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Approve the reason of the group that the form names."""
        group = get_object_or_404(
            DeclaredGroup, varname=request.POST.get("group", ""), is_required=True
        )
        approve_exemption(group, by=request.user)
        messages.success(request, _("Approved: %(group)s.") % {"group": group})
        return redirect(request.path)


class ExemptionsViewSet(CookiesPageViewSet):
    """Exemptions in the menu."""

    name = "cookies_exemptions"
    url_prefix = "cookies/exemptions"
    view = ExemptionsView
    icon = "check"
    menu_label = gettext_lazy("Exemptions")
    menu_name = "cookies-exemptions"
