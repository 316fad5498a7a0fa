"""The link in a mail that ends a consent: GET shows, POST acts (RFC 8058, Art. 7(3))."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from ..activities.models import ProcessingActivity
from ..audit import Actor
from ..consent import BadToken, has_consent, read_unsubscribe_token, withdraw
from ..subjects import Subject, subject_of_email
from .headers import NOBODY, keep_private, not_found
from .page import Page

METHOD = "link in a mail"
METHOD_ONE_CLICK = "mail program"


# The token in the address is the proof. A mail program posts without cookies, and this page sends
# no referrer, so that a browser's form has no origin to be checked either.
@method_decorator(csrf_exempt, name="dispatch")
class UnsubscribePage(Page):
    """Ends one purpose for one address. Says neither the address nor whose it is."""

    template_name = "privacy_center/guest/unsubscribe.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer; the address of the page, which is the key, is told to nobody."""
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Http404 as missing:
            response = not_found(request, missing)
        return keep_private(response, referrer=NOBODY)

    @cached_property
    def purpose(self) -> str:
        """The slug of the activity that the link ends."""
        return self._read[1]

    @cached_property
    def subject(self) -> Subject:
        """The holder of the address."""
        return subject_of_email(self._read[0])

    @cached_property
    def _read(self) -> tuple[str, str]:
        try:
            return read_unsubscribe_token(self.kwargs["token"])
        except BadToken:
            raise Http404 from None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the link is about and whether it still stands."""
        activity = (
            ProcessingActivity.objects.filter(slug=self.purpose)
            .prefetch_related("texts__locale")
            .first()
        )
        text = activity.text() if activity else None
        return super().get_context_data(
            title=text.title if text else self.purpose,
            text=text,
            standing=has_consent(self.subject, self.purpose),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw, at once; doing it again changes nothing."""
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        withdraw(
            self.subject,
            self.purpose,
            actor=Actor.person(self.subject.pseudonym),
            # Never the path itself: it holds the token.
            place="unsubscribe",
            method=METHOD_ONE_CLICK if one_click else METHOD,
        )
        # RFC 8058: a mail program follows no redirect.
        return HttpResponse(status=204) if one_click else redirect(request.path)
