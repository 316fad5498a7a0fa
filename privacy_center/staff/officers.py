"""What the officer's pages that name people have in common."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ..portal.headers import keep_private
from .permissions import APP, DECIDE_ERASURE


class OfficersOnly(PermissionRequiredMixin):
    """Whoever has the permission; the page names people, so that no cache keeps it."""

    permission_required = f"{APP}.{DECIDE_ERASURE}"
    raise_exception = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, and let nobody store the answer."""
        return keep_private(super().dispatch(request, *args, **kwargs))
