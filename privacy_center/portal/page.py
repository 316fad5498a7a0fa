"""What every page of the centre has in common: who is asking, and headers that keep it private."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.generic import TemplateView

from ..audit import Actor
from ..subjects import Subject, subject_of_user
from .controller import controller_of
from .headers import keep_private


class Page(TemplateView):
    """A page that is one person's: never stored by a browser or a proxy, never indexed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, with the headers of a personal page on whatever the answer is."""
        return keep_private(super().dispatch(request, *args, **kwargs))

    @property
    def language(self) -> str:
        """The language being spoken."""
        return get_language() or "en"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the controller, whose contact address stands beside each right, and the date."""
        return super().get_context_data(
            controller=controller_of(self.request), today=timezone.localdate(), **kwargs
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
