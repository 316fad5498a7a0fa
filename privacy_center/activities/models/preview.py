"""How a record will look in the policy, before it is published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import override
from wagtail.models import Locale, PreviewableMixin


class Previewed(PreviewableMixin):
    """A record with a preview in each language of the site: Wagtail's preview modes."""

    preview_template: str

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Each language, by its code and its name."""
        return [(row.language_code, str(row)) for row in Locale.objects.order_by("pk")]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The record as a visitor will read it, in the language ``mode_name``."""
        known = dict(self.preview_modes)
        language = mode_name if mode_name in known else self.default_preview_mode
        context = {"record": self, "request": request}
        response = TemplateResponse(request, self.preview_template, context)
        with override(language):
            return response.render()
