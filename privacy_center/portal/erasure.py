"""Seeing what an erasure would do, and asking for it (Art. 17)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

from ..access.elsewhere import held_elsewhere
from ..activities.book import ActivityBook
from ..erasure import AlreadyRunning, open_run_of, plan, receipt_path
from ..erasure.models import ErasureRun
from ..requests import PrivacyRequest, open_erasure_of, start_erasure
from ..requests.deadlines import deadline
from ..sources import registry
from ..subjects.proving import recently_proved
from .fates import fates_of_plan
from .headers import keep_private
from .page import PersonalPage
from .proof import to_proof


class ErasurePage(PersonalPage):
    """What would go and what must stay, under which law and until when. Changes nothing."""

    template_name = "privacy_center/portal/erasure.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the plan in words, what is held elsewhere, and an erasure that is under way."""
        planned = plan(self.subject)
        standing = open_erasure_of(self.subject)
        run = standing.erasure_run if standing else None
        return super().get_context_data(
            fates=fates_of_plan(planned.steps),
            decision_due=deadline(planned.today),
            elsewhere=held_elsewhere(self.subject, None, self.language, ask=False),
            standing=standing,
            proof_until=_proof_until(planned.today),
            receipt_url=receipt_path(run) if run else "",
            **kwargs,
        )


def _proof_until(today: dt.date) -> dt.date | None:
    """Until when the request itself is kept, which the plan of a moment before cannot know."""
    book = ActivityBook.open()
    source = registry.get(PrivacyRequest)
    activities = filter(None, map(book.get, source.activities() if source else ()))
    return next((book.kept_until(activity, today) for activity in activities), None)


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class ErasureConfirmPage(ErasurePage):
    """The last page before it: reached by proving oneself once more, left by one button."""

    template_name = "privacy_center/portal/erasure_confirm.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send whoever has not proved themselves just now to do so, and back here by GET."""
        if request.user.is_authenticated and not recently_proved(request):
            return keep_private(to_proof(request, reverse("privacy_center:erasure_confirm")))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Erase, sign the person out, and hand over the receipt.

        A large erasure goes on behind the receipt, which says how far it has come.

        Pressing again finds the run that is there, or a page that asks to sign in.
        """
        try:
            run: ErasureRun | None = start_erasure(
                self.subject, actor=self.actor, language=self.language
            )
        except AlreadyRunning:
            run = open_run_of(self.subject)
        logout(request)
        receipt = receipt_path(run) if run else ""
        return redirect(receipt or reverse("privacy_guest:request"))
