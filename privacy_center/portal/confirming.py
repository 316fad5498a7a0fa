"""The link in a mail that confirms a consent: GET shows, POST acts (mail scanners only GET)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from ..activities.models import ProcessingActivity
from ..consent.models import ConsentWording
from ..formpages.asking import BadLink, Pending, confirm, is_confirmed, read
from .headers import NOBODY, keep_private
from .page import Page

GONE = 410


# The token in the address is the proof, and this page sends no referrer, so that a browser's form
# has no origin to be checked.
@method_decorator(csrf_exempt, name="dispatch")
class ConfirmConsentPage(Page):
    """Confirms one consent for one address. Says neither the address nor whose it is."""

    template_name = "privacy_center/guest/consent.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer; the address of the page, which is the key, is told to nobody."""
        return keep_private(super().dispatch(request, *args, **kwargs), referrer=NOBODY)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what would be agreed to."""
        try:
            pending = read(self.kwargs["token"])
        except BadLink:
            return self._gone()
        return self._show(pending)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Agree; doing it again changes nothing."""
        try:
            pending = confirm(self.kwargs["token"])
        except BadLink:
            return self._gone()
        return self._show(pending)

    def _show(self, pending: Pending) -> HttpResponse:
        activity = (
            ProcessingActivity.objects.filter(slug=pending.slug)
            .prefetch_related("texts__locale")
            .first()
        )
        text = activity.text(pending.language) if activity else None
        context = self.get_context_data(
            title=text.title if text else pending.slug,
            wording=ConsentWording.objects.get(pk=pending.wording).text,
            confirmed=is_confirmed(pending),
        )
        # In the language of the words that were ticked, whichever browser opens the link.
        with translation.override(pending.language):
            response: TemplateResponse = self.render_to_response(context)  # type: ignore[assignment]
            return response.render()

    def _gone(self) -> HttpResponse:
        return self.render_to_response(self.get_context_data(bad_link=True), status=GONE)
