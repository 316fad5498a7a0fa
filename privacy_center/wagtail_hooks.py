"""What the plugin adds to Wagtail's admin. Only registers: the work is in ``staff``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .activities.models import DataCategory, ProcessingActivity, Recipient
from .audit.models import AuditEntry
from .erasure.models import ErasureRun
from .holds.models import LegalHold
from .requests.models import PrivacyRequest
from .staff.dashboard import BehindWarning, WaitingList
from .staff.menu import PrivacyGroup
from .staff.permissions import permissions_to_register
from .staff.policies import NoDeletePolicy, ReadOnlyPolicy
from .staff.policy_pages import warn_if_behind
from .staff.protection import refuse_deletion, refuse_unpublishing

#: What a policy page reads.
SHOWN_IN_POLICIES = (DataCategory, ProcessingActivity, Recipient)

for shown in (AuditEntry, ErasureRun, PrivacyRequest):
    register_permission_policy(shown, ReadOnlyPolicy(shown))
register_permission_policy(LegalHold, NoDeletePolicy(LegalHold))


# Not by the hook for viewsets: Wagtail makes the permission to publish of what it knows by then.
register_snippet(PrivacyGroup)


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the page of a group list the plugin's permissions."""
    return permissions_to_register()


@hooks.register("before_delete_snippet")
def before_deletion(request: HttpRequest, records: Iterable[Any]) -> HttpResponse | None:
    """Keep what is in use."""
    return refuse_deletion(request, records)


@hooks.register("before_unpublish")
def before_unpublishing(request: HttpRequest, record: Any) -> HttpResponse | None:
    """Keep in force what sources obey."""
    return refuse_unpublishing(request, record)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def after_saving(request: HttpRequest, record: Any) -> None:
    """Tell whoever changed a processing record that a published policy shows it."""
    if isinstance(record, SHOWN_IN_POLICIES):
        warn_if_behind(request)


@hooks.register("construct_homepage_panels")
def add_warning(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the front page what waits, and that a policy shows more than its newest version."""
    panels += [WaitingList(), BehindWarning()]
