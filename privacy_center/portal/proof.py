"""The page of the e-mailed code, and sending people to wherever they prove themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from ..subjects.proving import note_proof, prove_url
from .codes import TooMany, check_code, is_waiting, send_code
from .page import PersonalPage


def to_proof(request: HttpRequest, back: str) -> HttpResponseRedirect:
    """Send the person to prove themselves; they come back to ``back`` by GET.

    A post that came too late is not carried out afterwards: the person presses the button again,
    on a page that says what it does.
    """
    own = f"{reverse('privacy_center:proof')}?{urlencode({'next': back})}"
    return HttpResponseRedirect(prove_url(request, back) or own)


class ProofPage(PersonalPage):
    """Sends a code, and takes it."""

    template_name = "privacy_center/portal/proof.html"

    @property
    def back(self) -> str:
        """Where the person was going, if that is on this site."""
        wanted = self.request.GET.get("next", "")
        own = url_has_allowed_host_and_scheme(
            wanted, {self.request.get_host()}, require_https=self.request.is_secure()
        )
        return wanted if own else reverse("privacy_center:home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether a code is on its way, and to which of the person's own addresses."""
        return super().get_context_data(
            waiting=is_waiting(self.request),
            address=next(iter(self.subject.emails), ""),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a code, or check the one that was typed."""
        try:
            if "code" not in request.POST:
                return self._send()
            if check_code(request, request.POST["code"]):
                note_proof(request)
                return redirect(self.back)
        except TooMany:
            return self.show(429, error=_("That was too often. Try again in an hour."))
        if is_waiting(request):
            return self.show(400, error=_("This is not the code that we sent. Look again."))
        return self.show(400, error=_("This code does not hold any more. Have a new one sent."))

    def _send(self) -> HttpResponse:
        if send_code(self.request, self.subject, self.language):
            messages.success(self.request, _("We have sent you a code."))
        return redirect(self.request.get_full_path())
