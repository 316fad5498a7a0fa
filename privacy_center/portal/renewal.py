"""The link by which somebody without an account answers anew: GET shows, POST says yes."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ..audit import Actor
from ..consent import BadToken, consents_of, read_renewal_token, unsubscribe_token
from .renewing import renew, renewed_wording
from .unsubscribe import METHOD, UnsubscribePage


class RenewalPage(UnsubscribePage):
    """Says yes again to one purpose for one address, and names neither the address nor whose."""

    template_name = "privacy_center/guest/renewal.html"

    @cached_property
    def _read(self) -> tuple[str, str]:
        try:
            return read_renewal_token(self.kwargs["token"])
        except BadToken:
            raise Http404 from None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether an answer is waited for, the words of it, and the way to say no."""
        email, slug = self._read
        consents = {consent.slug: consent for consent in consents_of(self.subject)}
        return super().get_context_data(
            consent=consents.get(slug),
            new_wording=renewed_wording(slug, self.language),
            no_url=reverse("privacy_guest:unsubscribe", args=[unsubscribe_token(email, slug)]),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note the new yes; doing it again changes nothing."""
        renew(
            self.subject,
            self.purpose,
            language=self.language,
            actor=Actor.person(self.subject.pseudonym),
            # Never the path itself: it holds the token.
            place="renewal",
            method=METHOD,
        )
        return redirect(request.path)
