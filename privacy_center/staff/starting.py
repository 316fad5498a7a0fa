"""The button of a site without activities: start with the usual ones."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from ..activities.models import ProcessingActivity
from ..activities.starter import start_records
from ..audit import Actor
from ..sources.activities import named_activities
from .permissions import APP


class StartView(PermissionRequiredMixin, View):
    """POST writes the usual records, and shows the list; what is there already is left alone."""

    http_method_names = ["post"]
    raise_exception = True
    permission_required = (
        f"{APP}.add_processingactivity",
        f"{APP}.publish_processingactivity",
        f"{APP}.add_datacategory",
        f"{APP}.add_recipient",
    )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Write them in the name of whoever asked."""
        started = start_records(
            needed=named_activities(), actor=Actor.staff(request.user), user=request.user
        )
        messages.success(request, _told(len(started.published), len(started.drafts)))
        return redirect(ProcessingActivity.snippet_viewset.get_url_name("list"))


def _told(published: int, drafts: int) -> str:
    live = ngettext(
        "%(count)d activity is published", "%(count)d activities are published", published
    )
    waiting = ngettext("%(count)d draft waits for you", "%(count)d drafts wait for you", drafts)
    return _("%(published)s, %(drafts)s. Go through them one by one.") % {
        "published": live % {"count": published},
        "drafts": waiting % {"count": drafts},
    }
