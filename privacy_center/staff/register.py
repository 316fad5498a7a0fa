"""The records of processing as a page of the admin, and as files to hand over (Art. 30)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Site

from ..activities.models import ProcessingActivity
from ..audit import Actor, record
from ..records import Register, records_file
from ..records.gaps import Gap, gaps
from ..records.table import activity_rows, controller_rows
from .permissions import APP

#: Whoever writes the processing records may read them whole. They hold nobody's data.
PERMISSION = f"{APP}.change_processingactivity"

FORMATS = (
    ("html", _("A page to read and print")),
    ("xlsx", _("Excel (XLSX)")),
    ("csv", _("Table (CSV)")),
    ("json", _("Data (JSON)")),
)


class RegisterView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET shows the records; POST hands them over as a file, which the audit trail notes."""

    permission_required = PERMISSION
    raise_exception = True
    template_name = "privacy_center/staff/register.html"
    page_title = _("Records of processing")
    header_icon = "doc-full-inverse"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: the records in the reader's language, and what is missing in them."""
        language = _known(get_language() or "")
        register = Register.read(Site.find_for_request(self.request), language)
        return super().get_context_data(
            controller=controller_rows(register),
            activities=[(row[0][1], row[1:]) for row in activity_rows(register)],
            gaps=_with_addresses(gaps(register)),
            languages=settings.LANGUAGES,
            language=language,
            formats=FORMATS,
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """The file in the language and the format that were chosen."""
        kind, language = request.POST.get("format", ""), request.POST.get("language", "")
        if kind not in dict(FORMATS) or language not in dict(settings.LANGUAGES):
            messages.error(request, _("Choose a language and a kind of file from the lists."))
            return redirect("privacy_register:index")
        register = Register.read(Site.find_for_request(request), language)
        file = records_file(register, kind)
        record("records_exported", actor=Actor.staff(request.user), format=kind, language=language)
        response = HttpResponse(file.content, content_type=file.media_type)
        response["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response


def _known(language: str) -> str:
    """A language of the site: the reader's own, else the site's default."""
    codes = dict(settings.LANGUAGES)
    return next(
        (code for code in (language, language.split("-")[0]) if code in codes),
        settings.LANGUAGE_CODE,
    )


def _with_addresses(found: list[Gap]) -> list[dict[str, str]]:
    """Each gap with the address where it is filled."""
    keys = dict(
        ProcessingActivity.objects.filter(slug__in={gap.slug for gap in found}).values_list(
            "slug", "pk"
        )
    )
    name = ProcessingActivity.snippet_viewset.get_url_name("edit")
    return [
        {
            "title": gap.title,
            "missing": gap.missing,
            "url": reverse(name, args=[keys[gap.slug]]) if gap.slug in keys else "",
        }
        for gap in found
    ]
