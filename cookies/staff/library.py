"""The library of well-known services, to declare with one click."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..declarations.cookie import DeclaredCookie
from ..declarations.declare import GroupSpec, ServiceSpec, declare
from ..declarations.group import DeclaredService
from ..declarations.services import SERVICES
from ..declarations.starter import starter
from .page import CookiesPage, CookiesPageViewSet

#: The entry of what the site itself stores, beside the keys of the services.
STARTER = "starter"
OWN = gettext_lazy("Django, Wagtail and the cookie choices")


class LibraryView(CookiesPage):
    """GET shows the services by group; POST declares one, in every language of the site."""

    permission_required = "privacy_cookies.add_declaredgroup"
    template_name = "cookies/staff/library.html"
    page_title = gettext_lazy("Well-known services")
    header_icon = "plus"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: groups, each with its services and whether they are declared."""
        declared = set(DeclaredService.objects.values_list("name", flat=True))
        cookies = set(DeclaredCookie.objects.values_list("name", flat=True))
        rows = [
            (spec.title, STARTER, _own(spec), {each.name for each in spec.cookies} <= cookies)
            for spec in starter()
        ]
        rows += [
            (spec.title, key, service, service.name in declared)
            for key, spec in SERVICES.items()
            for service in spec.services
        ]
        groups = [(title, list(of)) for title, of in groupby(rows, key=lambda row: row[0])]
        return super().get_context_data(groups=groups, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Declare the service that the form names, with its group and its cookies."""
        key = request.POST.get("service", "")
        if key != STARTER and key not in SERVICES:
            raise Http404
        specs = starter() if key == STARTER else [SERVICES[key]]
        declare(specs)
        name = OWN if key == STARTER else specs[0].services[0].name
        messages.success(request, _("%(service)s is declared.") % {"service": name})
        return redirect(request.path)


def _own(spec: GroupSpec) -> ServiceSpec:
    return ServiceSpec(str(OWN), cookies=spec.cookies)


class LibraryViewSet(CookiesPageViewSet):
    """The library in the menu."""

    name = "cookies_library"
    url_prefix = "cookies/library"
    view = LibraryView
    icon = "plus"
    menu_label = gettext_lazy("Well-known services")
    menu_name = "cookies-library"
