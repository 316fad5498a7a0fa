"""Wagtail's logs of who did what; their labels repeat the names of what it was done to."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Comment, CommentReply, ModelLogEntry, Page, PageLogEntry

from ..base import PersonalData
from ..fates import Anonymise
from ..registry import register, registry

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
    on_erasure = Anonymise()

    def label(self, record: Any) -> str:
        """The action alone: what it was done to may be another person."""
        return str(record.action)

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
class ModelLogData(LogData):
    """What an editor did to everything else: snippets, images, accounts."""

    title = _("What you did to other content")
    not_identifying = (*_ENTRY, "object_id")

    def copies(self, model: type[Model], keys: list[Any]) -> QuerySet[Any]:
        """The entries about a person's records, whoever made them: a label may be an address."""
        source = registry.get(model)
        if source is None or not source.identifying:
            return self.rows().none()
        return self.rows().filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id__in=[str(key) for key in keys],
        )
