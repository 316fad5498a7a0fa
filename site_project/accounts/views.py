"""Ending one session of one's own; allauth's page ends all the others at once."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one device out. Another person's session is not found; the present one signs out."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.is_current():
        return HttpResponseRedirect(reverse("account_logout"))
    session.end()
    messages.success(request, _("That device is signed out."))
    return HttpResponseRedirect(reverse("usersessions_list"))
