"""What is held about a looked-up person by date, and by a word; as the person sees it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from ..access import search, timeline
from .people import AboutOnePerson


class PersonTimelineView(AboutOnePerson, TemplateView):
    """Everything by date, whatever it is for."""

    template_name = "privacy_center/staff/person_timeline.html"
    page_title = _("By date")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page that the address asks for."""
        after = self.request.GET.get("after", "")
        page = timeline(self.subject, self.language, after=after)
        return super().get_context_data(page=page, later=bool(after), **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; the look is on the trail."""
        self.found.note(request.user, "timeline")
        return super().get(request, *args, **kwargs)


class PersonSearchView(AboutOnePerson, TemplateView):
    """Looks for a word in the person's records. Posted, so that no address or log has it."""

    template_name = "privacy_center/staff/person_search.html"
    page_title = _("Search")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what was found; that it was looked for is on the trail, the word is not."""
        wanted = request.POST.get("wanted", "").strip()
        self.found.note(request.user, "search")
        results = search(self.subject, wanted, self.language)
        return self.render_to_response(self.get_context_data(wanted=wanted, results=results))
