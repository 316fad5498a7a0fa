"""What every page of the centre has in common: who is asking, and headers that keep it private."""

from __future__ import annotations

import logging
from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.generic import TemplateView

from ..audit import Actor
from ..days import site_today
from ..ledger.backends import LedgerUnavailable
from ..subjects import Subject, subject_of_user
from .controller import controller_of
from .headers import keep_private

logger = logging.getLogger("privacy_center.portal")


class Page(TemplateView):
    """A page that is one person's: never stored by a browser or a proxy, never indexed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, with the headers of a personal page on whatever the answer is.

        What the ledger cannot take is not done, and the person is told so.
        """
        try:
            response = super().dispatch(request, *args, **kwargs)
        except LedgerUnavailable as error:
            logger.error("A person's choice could not be carried out. %s", error)
            response = render(
                request,
                "privacy_center/guest/unavailable.html",
                {"controller": controller_of(request)},
                status=503,
            )
        return keep_private(response)

    @property
    def language(self) -> str:
        """The language being spoken."""
        return get_language() or "en"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the controller, whose contact address stands beside each right, and the date."""
        return super().get_context_data(
            controller=controller_of(self.request), today=site_today(), **kwargs
        )


@method_decorator(login_required, name="dispatch")
class PersonalPage(Page):
    """A page for somebody who is signed in, about themselves and nobody else."""

    @cached_property
    def subject(self) -> Subject:
        """The person who is signed in."""
        return subject_of_user(self.request.user)

    @property
    def actor(self) -> Actor:
        """The person, as the audit trail names them."""
        return Actor.person(self.subject.pseudonym)

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """Render the page itself, for an answer to a form that did not hold."""
        return self.render_to_response(self.get_context_data(**context), status=status)
