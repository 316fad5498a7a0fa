"""The admin's refusal to delete a financial year that records still rest on."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin.views.generic import DeleteView

from .protection import TEMPLATE


class FinancialYearDeleteView(DeleteView):
    """Asks before a financial year is deleted; says why where it has to stay."""

    def run_before_hook(self) -> HttpResponse | None:
        """A page with the reason, or None where the year may go."""
        try:
            self.object.refuse_deletion_that_shortens()
        except ValidationError as refused:
            title = _("This cannot be deleted")
            context = {
                "page_title": title,
                "header_title": title,
                "header_icon": "warning",
                "explanation": " ".join(refused.messages),
            }
            return TemplateResponse(self.request, TEMPLATE, context, status=409)
        return None
