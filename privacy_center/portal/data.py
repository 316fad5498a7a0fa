"""Everything held about the person, by why it is held (Art. 15)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from ..access import overview, search, source_page, timeline
from ..access.purposes import purposes
from .page import PersonalPage
from .record_keys import read_key, write_key


class DataPage(PersonalPage):
    """Each purpose in plain words, and the latest records that it is for."""

    template_name = "privacy_center/portal/data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the purposes; what holds records comes before what is only held elsewhere."""
        views = overview(self.subject, self.language)
        return super().get_context_data(
            activities=sorted(views, key=lambda view: not view.count), **kwargs
        )


class SourcePage(PersonalPage):
    """All records of one kind under one purpose, page by page."""

    template_name = "privacy_center/portal/source.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page that the address asks for; another person's is not found."""
        slug = self.request.GET.get("activity", "")
        after = read_key(self.request.GET.get("after", "")) or ""
        view = source_page(self.subject, kwargs["source"], slug, self.language, after=after)
        if view is None:
            raise Http404
        (purpose,) = purposes([slug], self.language)
        return super().get_context_data(
            view=view,
            purpose=purpose,
            next_key=write_key(view.records[-1].pk) if view.after else "",
            **kwargs,
        )


class TimelinePage(PersonalPage):
    """Everything by date, whatever it is for."""

    template_name = "privacy_center/portal/timeline.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page that the address asks for."""
        after = self.request.GET.get("after", "")
        return super().get_context_data(
            page=timeline(self.subject, self.language, after=after), later=bool(after), **kwargs
        )


class SearchPage(PersonalPage):
    """Looks for a word in the person's own records. Posted, so that no address or log has it."""

    template_name = "privacy_center/portal/search.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what was found."""
        wanted = request.POST.get("wanted", "").strip()
        return self.show(wanted=wanted, results=search(self.subject, wanted, self.language))
