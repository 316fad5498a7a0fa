"""Fetching one's data (Art. 15(3), Art. 20)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from ..access.purposes import Purpose, purposes
from ..access.selection import slugs_held
from ..days import site_today
from ..delivery import NotThere, fetch, find, link_of, package_of, prepare
from ..delivery.at_once import fetch_at_once, is_small
from ..subjects.proving import recently_proved
from .choosing import ChoiceForm
from .headers import keep_private, not_found
from .page import PersonalPage
from .proof import to_proof

PROGRESS = "privacy_center/portal/parts/package_progress.html"


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class DownloadPage(PersonalPage):
    """GET explains, and shows how far a large package is; POST fetches a small one, or asks for it.

    Both only for whoever has just proved themselves.
    """

    template_name = "privacy_center/portal/download.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the choice, whether the person has proved themselves, and a prepared package."""
        package = package_of(self.subject)
        kwargs.setdefault("form", ChoiceForm(self._purposes()))
        return super().get_context_data(
            proved=recently_proved(self.request),
            package=package,
            link=link_of(package) if package is not None and package.can_be_fetched else "",
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Stream the ZIP, or have it made and say so."""
        own = reverse("privacy_center:download")
        if not recently_proved(request):
            return to_proof(request, own)
        form = ChoiceForm(self._purposes(), request.POST)
        if not form.is_valid():
            return self.show(400, form=form)
        asked: dict[str, Any] = {
            "actor": self.actor,
            "language": self.language,
            "selection": form.selection,
        }
        if is_small(self.subject, form.selection):
            page = request.build_absolute_uri(own)
            return as_zip(fetch_at_once(self.subject, page=page, **asked))
        prepare(self.subject, **asked)
        messages.success(request, _("We are putting your package together."))
        return redirect(own)

    def _purposes(self) -> list[Purpose]:
        return purposes(slugs_held(self.subject), self.language)


class PackageProgress(PersonalPage):
    """How far the person's package is: a part of the page, or nothing once there is news."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The part, which the page's script asks for; 204 tells it to load the page anew."""
        package = package_of(self.subject)
        if package is None or not package.unfinished:
            return HttpResponse(status=204)
        return render(request, PROGRESS, {"package": package})


class FetchPage(PersonalPage):
    """The link that fetches a prepared package, once. Anything else is not found, and says no more.

    GET leads to the page of downloads: the button is there.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the headers of a personal page, also where nothing is there."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404 as missing:
            return keep_private(not_found(request, missing))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page of downloads to whoever the link is for."""
        self._find()
        return redirect("privacy_center:download")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Stream the file to whoever has just proved themselves."""
        self._find()
        if not recently_proved(request):
            return to_proof(request, reverse("privacy_center:download"))
        try:
            fetched = fetch(self.kwargs["token"], self.subject)
        except NotThere:
            raise Http404 from None
        return as_zip(fetched.pieces, fetched.size)

    def _find(self) -> None:
        try:
            find(self.kwargs["token"], self.subject)
        except NotThere:
            raise Http404 from None


def as_zip(pieces: Any, size: int | None = None) -> StreamingHttpResponse:
    """The package as a download; its name says the day and nobody's name."""
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    day = site_today().isoformat()
    response.headers["Content-Disposition"] = f'attachment; filename="my-data-{day}.zip"'
    if size is not None:
        response.headers["Content-Length"] = str(size)
    return response
