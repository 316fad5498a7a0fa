"""The policy pages in the menu: which version stands, and whether the page has moved on since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..audit import Actor
from ..policy.announcements import MaterialChange
from ..policy.material import coming_changes, words_of
from ..policy.version import PolicyVersion
from ..policy.versions import is_behind, latest_version, live_policies, publish_version
from .permissions import APP

#: Whoever writes the processing records sees what they are shown in.
PERMISSION = f"{APP}.change_processingactivity"
URL_NAME = "privacy_policies:index"


@dataclass(frozen=True)
class PolicyRow:
    """A live policy page as the list shows it. ``may_publish`` is the present user's right."""

    page: Any
    version: PolicyVersion | None
    behind: bool
    may_publish: bool


@dataclass(frozen=True)
class ChangeRow:
    """A coming change: in which languages it is published, and how many were told."""

    change: MaterialChange
    versions: list[PolicyVersion]
    mailed: int
    unfinished: bool


def policy_rows(user: Any) -> list[PolicyRow]:
    """Every live policy page. Each is rendered once, to compare it with its newest version."""
    rows = []
    for page in live_policies():
        version = latest_version(page)
        may_publish = page.permissions_for_user(user).can_publish()
        rows.append(PolicyRow(page, version, is_behind(page, version), may_publish))
    return rows


def behind() -> list[Any]:
    """The live policy pages that show something which no version records."""
    return [page for page in live_policies() if is_behind(page)]


def warn_if_behind(request: HttpRequest) -> None:
    """After a record was saved: say which pages have moved on, and where to put it right."""
    pages = behind()
    if not pages or not request.user.has_perm(PERMISSION):
        return
    names = ", ".join(f"{page.title} ({page.locale})" for page in pages)
    words = _("The published policy now shows something that no version of it records: %(names)s.")
    messages.warning(
        request,
        format_html(
            '{} <a href="{}">{}</a>',
            words % {"names": names},
            reverse(URL_NAME),
            _("Publish a new version"),
        ),
    )


class PolicyPagesView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET shows them; POST keeps what they show now, of those that the user may publish."""

    permission_required = PERMISSION
    raise_exception = True
    template_name = "privacy_center/staff/policies.html"
    page_title = gettext_lazy("Policy versions")
    header_icon = "doc-full"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: the pages, and the changes that do not hold yet."""
        rows = policy_rows(self.request.user)
        return super().get_context_data(
            rows=rows,
            behind=[row for row in rows if row.behind],
            mine=[row for row in rows if row.behind and row.may_publish],
            changes=[_change_row(change) for change in coming_changes()],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish a version of each page that is behind and that the user may publish."""
        mine = [row for row in policy_rows(request.user) if row.behind and row.may_publish]
        actor = Actor.staff(request.user)
        made = [version for row in mine if (version := publish_version(row.page, actor=actor))]
        if made:
            words = ngettext(
                "%(count)d new version is published.",
                "%(count)d new versions are published.",
                len(made),
            )
            messages.success(request, words % {"count": len(made)})
        else:
            messages.info(request, _("There was nothing new to publish, or nothing that you may."))
        return redirect(URL_NAME)


def _change_row(change: MaterialChange) -> ChangeRow:
    batches = list(change.batches.all())
    return ChangeRow(
        change,
        list(words_of(change).values()),
        sum(batch.mailed for batch in batches),
        any(batch.finished_at is None for batch in batches),
    )
