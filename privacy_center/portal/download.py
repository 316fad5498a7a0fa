"""Fetching one's data (Art. 15(3), Art. 20)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from ..access.package import write_package
from ..audit import Actor
from ..notices import send
from ..requests import Kind, State, change_state, open_request
from ..subjects import Subject
from ..subjects.proving import recently_proved
from .page import PersonalPage
from .proof import to_proof


class DownloadPage(PersonalPage):
    """GET explains; POST streams the package to whoever has just proved themselves."""

    template_name = "privacy_center/portal/download.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether the person has proved themselves."""
        return super().get_context_data(proved=recently_proved(self.request), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Stream the ZIP, and note the request with how it ended."""
        own = reverse("privacy_center:download")
        if not recently_proved(request):
            return to_proof(request, own)
        pieces = _told(self.subject, self.actor, self.language, request.build_absolute_uri(own))
        response = StreamingHttpResponse(pieces, content_type="application/zip")
        day = timezone.localdate().isoformat()
        response.headers["Content-Disposition"] = f'attachment; filename="my-data-{day}.zip"'
        return response


def _told(subject: Subject, actor: Actor, language: str, page: str) -> Iterator[bytes]:
    """The package; its request ends as the sending does, and the person is told by mail."""
    asked = open_request(Kind.ACCESS, subject, actor=actor, language=language)
    ended, note = State.CANCELLED, _("The download was broken off.")
    try:
        yield from write_package(subject, actor=actor, language=language)
        ended, note = State.COMPLETED, _("You fetched the package.")
    finally:
        # By now the response is on its way, and no middleware has set the language.
        with translation.override(language):
            change_state(asked, ended, actor=actor, note=str(note))
    if subject.emails:
        send(
            "export_fetched",
            to=subject.emails[0],
            language=language,
            context={"at": timezone.now(), "download_url": page},
        )
