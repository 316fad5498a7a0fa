"""Wagtail's logs of who did what; their labels repeat the names of what it was done to."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Comment, CommentReply, ModelLogEntry, Page, PageLogEntry

from ..base import PersonalData
from ..fates import Anonymise
from ..registry import register
from ..repeating import RepeatsRecords

_ENTRY = (
    "content_type",
    "action",
    "timestamp",
    "uuid",
    "revision",
    "content_changed",
    "deleted",
)


class LogData(PersonalData):
    """What both logs have in common. The entry stays, without who did it and what it quotes."""

    activity = "editing"
    subject = ("user",)
    fields = {"label": "user-content", "data": "user-content"}
    retained_from = "timestamp"
    on_erasure = Anonymise()
    rewritten = ("label",)

    def label(self, record: Any) -> str:
        """The action alone: what it was done to may be another person."""
        return str(record.action)

    def guard(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What a run has been through already: a neutral label is not told from others by rule."""
        return queryset.filter(user=None, data={})

    def anonymise(self, record: Any, subject: Any) -> None:
        """Leave a label that says what kind of thing it was, and nothing quoted."""
        self.rows().filter(pk=record.pk).update(label=self.neutral(record), data={})

    def neutral(self, record: Any) -> str:
        """A label that names nobody."""
        kind = record.content_type and record.content_type.model_class()
        name = kind._meta.verbose_name if kind else record.content_type or ""
        return f"{capfirst(str(name))} {record.object_id}".strip()


@register(PageLogEntry)
class PageLogData(LogData):
    """What an editor did to pages."""

    title = _("What you did to pages")
    not_identifying = (*_ENTRY, "page")

    def may_copy(self, model: type[Model]) -> bool:
        """Comments and replies alone are quoted."""
        return model in (Comment, CommentReply)

    def copies(self, model: type[Model], keys: list[Any]) -> QuerySet[Any]:
        """The entries that quote comments and replies that go."""
        if model is Comment:
            return self.rows().filter(data__comment__id__in=keys)
        if model is CommentReply:
            return self.rows().filter(data__reply__id__in=keys)
        return self.rows().none()

    def neutral(self, record: Any) -> str:
        """The page's title, which is published, while the page is there."""
        titles = Page._base_manager.filter(pk=record.page_id).values_list("title", flat=True)
        return titles.first() or super().neutral(record)


@register(ModelLogEntry)
class ModelLogData(LogData, RepeatsRecords):
    """What an editor did to everything else: snippets, images, accounts.

    The entries about a person's records go whoever made them: a label may be an address.
    """

    title = _("What you did to other content")
    not_identifying = (*_ENTRY, "object_id")

    def guard(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """A label that does not end with the number of the record may still be somebody's name."""
        return super().guard(queryset).filter(label__endswith=F("object_id"))
