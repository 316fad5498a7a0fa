"""Groups that are always on, and whose reason the privacy officer has approved or not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..declarations.approval import PERMISSION, approve_exemption, mark_of
from ..declarations.group import DeclaredGroup
from ..declarations.snapshot import declarations, reread
from .page import CookiesPage, CookiesPageViewSet


class ExemptionsView(CookiesPage):
    """GET shows each group with its reason; POST approves one."""

    permission_required = PERMISSION
    template_name = "cookies/staff/exemptions.html"
    page_title = gettext_lazy("Exemptions")
    header_icon = "check"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: the groups, as visitors read them, each with the mark of what is shown."""
        read = reread()
        approved = {group.varname: group.approved_at for group in read.groups}
        groups = [
            (group, approved[group.varname], mark_of(group))
            for group in declarations(held=read).required
        ]
        return super().get_context_data(groups=groups, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Approve the reason of the group that the form names, as the officer has read it."""
        with transaction.atomic():
            # An editor's change waits for the lock, and then voids the approval.
            group = get_object_or_404(
                DeclaredGroup.objects.select_for_update(),
                varname=request.POST.get("group", ""),
                is_required=True,
            )
            now = declarations(held=reread()).group(group.varname)
            as_shown = now is not None and mark_of(now) == request.POST.get("shown")
            if as_shown:
                approve_exemption(group, by=request.user)
        if as_shown:
            messages.success(request, _("Approved: %(group)s.") % {"group": group})
        else:
            error = _(
                "This has changed since the page was shown. Read it again before you approve."
            )
            messages.error(request, error)
        return redirect(request.path)


class ExemptionsViewSet(CookiesPageViewSet):
    """Exemptions in the menu."""

    name = "cookies_exemptions"
    url_prefix = "cookies/exemptions"
    view = ExemptionsView
    icon = "check"
    menu_label = gettext_lazy("Exemptions")
    menu_name = "cookies-exemptions"
