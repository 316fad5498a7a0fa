"""Wagtail's revisions: each holds a whole record as JSON, with the accounts that it names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import COMMENTS_RELATION_NAME, Revision

from ..base import PersonalData
from ..blanks import CannotBlank, blank_value, column_of
from ..fates import Anonymise
from ..registry import register, registry

if TYPE_CHECKING:
    from privacy_center.subjects import Subject


@register(Revision)
class RevisionData(PersonalData):
    """A version of a page or of another record, and who saved it.

    The version is the site's and stays. What it says of the person goes: who saved it, who owned
    or locked the page then, their comments; and where the record itself is personal, its fields.
    The content is not exported: it holds the page, and other people's comments.
    """

    activity = "editing"
    subject = ("user",)
    title = _("Versions you have saved")
    not_identifying = (
        "content_type",
        "base_content_type",
        "object_id",
        "created_at",
        "object_str",
        "approved_go_live_at",
    )
    secret = ("content",)
    on_erasure = Anonymise()

    def copies(self, model: type[Model], keys: list[Any]) -> QuerySet[Any]:
        """The versions of a person's records, and those that name an account that goes."""
        if issubclass(model, get_user_model()):
            return self._naming(keys)
        source = registry.get(model)
        if source is None or not source.identifying:
            return self.rows().none()
        return self.rows().filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id__in=[str(key) for key in keys],
        )

    def anonymise(self, record: Any, subject: Subject | None) -> None:
        """Take the person out of the content."""
        content = record.content
        changed: dict[str, Any] = {}
        source = _source_of(record)
        if source is not None and source.identifying:
            content = {**content, **_blanks(source)}
            changed["object_str"] = ""
        if subject is not None and subject.user is not None:
            content = without_account(content, _as_json(subject.user.pk))
        self.rows().filter(pk=record.pk).update(content=content, **changed)

    def _naming(self, keys: list[Any]) -> QuerySet[Any]:
        names = _relations_to_accounts()
        condition = Q(pk__in=[])
        for key in keys:
            for name in names:
                written = f'"{name}": {json.dumps(_as_json(key))}'
                condition |= Q(content_text__contains=f"{written},")
                condition |= Q(content_text__contains=f"{written}}}")
        return self.rows().alias(content_text=Cast("content", TextField())).filter(condition)


def without_account(content: Any, key: Any) -> Any:
    """``content`` with the account ``key`` taken out of it, its comments and replies included.

    A comment that others have answered stays for their sake, without its text.
    """
    names = _relations_to_accounts()
    if isinstance(content, list):
        return [without_account(inner, key) for inner in content]
    if not isinstance(content, dict):
        return content
    cleaned: dict[str, Any] = {}
    for name, value in content.items():
        if name == COMMENTS_RELATION_NAME and isinstance(value, list):
            cleaned[name] = [kept for kept in (_comment(each, key) for each in value) if kept]
        elif name in names and value == key:
            cleaned[name] = None
        else:
            cleaned[name] = without_account(value, key)
    return cleaned


def _comment(comment: dict[str, Any], key: Any) -> dict[str, Any] | None:
    replies = [reply for reply in comment.get("replies", []) if reply.get("user") != key]
    resolved = None if comment.get("resolved_by") == key else comment.get("resolved_by")
    kept = {**comment, "replies": replies, "resolved_by": resolved}
    if comment.get("user") != key:
        return kept
    return {**kept, "text": ""} if replies else None


def _relations_to_accounts() -> set[str]:
    """The names that any model gives a relation to an account."""
    user = get_user_model()
    return {
        field.name
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is user
    }


def _source_of(record: Any) -> PersonalData | None:
    model = record.content_type.model_class()
    return None if model is None else registry.get(model)


def _blanks(source: PersonalData) -> dict[str, Any]:
    return {name: _blank(column_of(source.model, name)) for name in source.identifying}


def _blank(field: Field[Any, Any]) -> Any:
    if field.many_to_many:
        return []
    try:
        value = blank_value(field)
    except CannotBlank:
        return None
    return None if isinstance(value, bytes) else _as_json(value)


def _as_json(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
