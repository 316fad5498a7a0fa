"""Wagtail's pages, workflows, comments and uploads: whose work it was."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    APIToken,
    Collection,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Locale,
    Page,
    PageSubscription,
    PageViewRestriction,
    ReferenceIndex,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from ..base import PersonalData
from ..fates import Anonymise
from ..paths import own_fields
from ..registry import nothing_personal, register

EDITING = "editing"
#: The states of a review that somebody still works on.
UNFINISHED = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@register(Page)
class PageData(PersonalData):
    """A page that an editor made. The page is the site's: only the link to its maker is cut."""

    activity = EDITING
    subject = ("owner",)
    others = {"locked_by": ()}
    title = _("Pages you have made")
    not_identifying = tuple(
        field.name for field in own_fields(Page) if field.name not in ("owner", "locked_by")
    )
    on_erasure = Anonymise()


@register(WorkflowState)
class WorkflowStateData(PersonalData):
    """A page that an editor sent for review."""

    activity = EDITING
    subject = ("requested_by",)
    title = _("Reviews you have asked for")
    retained_from = "created_at"
    not_identifying = (
        "content_type",
        "base_content_type",
        "object_id",
        "workflow",
        "status",
        "created_at",
        "current_task_state",
    )
    on_erasure = Anonymise()

    def guard(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """A review that goes on needs to know whom to answer."""
        return queryset.filter(status__in=UNFINISHED)


@register(TaskState)
class TaskStateData(PersonalData):
    """A review that an editor finished, and what they said."""

    activity = EDITING
    subject = ("finished_by",)
    title = _("Reviews you have finished")
    retained_from = "finished_at"
    fields = {"comment": "user-content"}
    not_identifying = (
        "workflow_state",
        "revision",
        "task",
        "status",
        "started_at",
        "finished_at",
        "content_type",
    )
    on_erasure = Anonymise()

    def guard(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What was said in a review that goes on is what the editor works from."""
        return queryset.filter(workflow_state__status__in=UNFINISHED)


@register(Comment)
class CommentData(PersonalData):
    """A comment on a draft. Where others have answered it, it stays for their sake, empty."""

    activity = EDITING
    subject = ("user",)
    title = _("Comments on drafts")
    # An open comment is work to do, however old.
    retained_from = "resolved_at"
    fields = {"text": "user-content"}
    not_identifying = (
        "page",
        "contentpath",
        "position",
        "created_at",
        "updated_at",
        "revision_created",
        "resolved_at",
        "resolved_by",
    )

    def label(self, record: Comment) -> str:
        """The text; Wagtail's own would add the address."""
        return str(record.text)


@register(CommentReply)
class CommentReplyData(PersonalData):
    """An answer to a comment, which may be another person's."""

    activity = EDITING
    subject = ("user",)
    title = _("Answers to comments on drafts")
    retained_from = "comment__resolved_at"
    fields = {"text": "user-content"}
    not_identifying = ("comment", "created_at", "updated_at")

    def label(self, record: CommentReply) -> str:
        """The text; Wagtail's own would add the address."""
        return str(record.text)


@register(PageSubscription)
class PageSubscriptionData(PersonalData):
    """Who is told about comments on a page."""

    activity = EDITING
    subject = ("user",)
    title = _("Pages you are told about")
    not_identifying = ("page", "comment_notifications")


@register(UploadedFile)
class UploadedFileData(PersonalData):
    """An upload that waits for the rest of its form: nobody else has seen it, so it goes."""

    activity = EDITING
    subject = ("uploaded_by_user",)
    title = _("Unfinished uploads")
    fields = {"file": "user-content"}
    not_identifying = ("for_content_type",)


@register(APIToken)
class APITokenData(PersonalData):
    """A key by which a program acts as the person."""

    activity = "security"
    subject = ("user",)
    title = _("Keys to the programming interface")
    # A key that is in use is none of the past.
    retained_from = "revoked_at"
    fields = {"name": "technical"}
    not_identifying = ("created", "revoked_at", "last_used_at")
    secret = ("key_hash", "prefix")

    def label(self, record: APIToken) -> str:
        """The name that the person gave it."""
        return str(record.name)


nothing_personal(
    Locale,
    Site,
    Collection,
    reason="How the site is arranged: its languages, its addresses, its folders.",
)
nothing_personal(
    GroupPagePermission,
    GroupCollectionPermission,
    GroupSitePermission,
    PageViewRestriction,
    CollectionViewRestriction,
    reason="What groups may do and see. Who is in a group is told by the account.",
)
nothing_personal(
    Workflow,
    WorkflowTask,
    WorkflowPage,
    WorkflowContentType,
    Task,
    GroupApprovalTask,
    reason="Which reviews content passes, by group.",
)
nothing_personal(ReferenceIndex, reason="Which record refers to which, by number.")
