"""The receipt of an erasure: at its own address, for whoever has it, without signing in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import View

from ..access.elsewhere import held_elsewhere
from ..erasure.models import ErasureRun
from ..erasure.progress import progress_of
from ..erasure.receipts import receipt_file
from ..subjects import Subject
from .fates import fates_of_run
from .headers import NOBODY, keep_private, not_found
from .page import Page


class ReceiptPage(Page):
    """What went, what stays and until when, what waits; names nobody."""

    template_name = "privacy_center/guest/receipt.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer; the address of the page, which is the key, is told to nobody."""
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Http404 as missing:
            response = not_found(request, missing)
        return keep_private(response, referrer=NOBODY)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the run; a token that leads to none is not found."""
        run = get_object_or_404(ErasureRun, token=kwargs["token"])
        asked = run.requests.order_by("pk").last()
        return super().get_context_data(
            run=run,
            fates=fates_of_run(run),
            asked=asked,
            progress=progress_of(run),
            elsewhere=held_elsewhere(Subject(), None, self.language, ask=False),
            **kwargs,
        )


class ReceiptFile(View):
    """The receipt as a signed file, at an address as unguessable as the page's."""

    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """The file; a token that leads to no run is not found."""
        try:
            run = get_object_or_404(ErasureRun, token=token)
        except Http404 as missing:
            return keep_private(not_found(request, missing), referrer=NOBODY)
        response = JsonResponse(
            receipt_file(run), json_dumps_params={"indent": 2, "ensure_ascii": False}
        )
        response["Content-Disposition"] = f'attachment; filename="receipt-{run.reference}.json"'
        return keep_private(response, referrer=NOBODY)
