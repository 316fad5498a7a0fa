"""Wagtail's revisions: each holds a whole record as JSON, with the accounts that it names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Revision, WorkflowState

from ..base import PersonalData
from ..blanks import CannotBlank, blank_value, column_of
from ..fates import Anonymise
from ..registry import register, registry
from ..repeating import RepeatsRecords

if TYPE_CHECKING:
    from privacy_center.subjects import Subject


@register(Revision)
class RevisionData(RepeatsRecords):
    """A version of a page or of another record, and who saved it.

    The version is the site's and stays. What it says of the person goes: who saved it, who owned
    or locked the page then, their comments. Where the record itself is personal, its fields go
    when they go from the record, and not with whoever saved it: the latest draft is a version too.
    The content is not exported: it holds the page, and other people's comments.

    When its time has passed, a version is nobody's: it names no account any more, and is there to
    be compared with and gone back to. Versions that a record stands on are left as they are.
    """

    activity = "editing"
    subject = ("user",)
    title = _("Versions you have saved")
    retained_from = "created_at"
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
    rewritten = ("content",)

    def may_copy(self, model: type[Model]) -> bool:
        """Any version at all may name an account."""
        if issubclass(model, get_user_model()):
            return self.rows().exists()
        return super().may_copy(model)

    def copies(self, model: type[Model], keys: list[Any]) -> QuerySet[Any]:
        """The versions of a person's records, and those that name an account that goes."""
        repeating = super().copies(model, keys)
        if not issubclass(model, get_user_model()):
            return repeating
        naming = naming_accounts(self.rows(), "content", keys)
        return self.rows().filter(Q(pk__in=naming.values("pk")) | Q(pk__in=repeating.values("pk")))

    def guard(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Versions in use, and those that a run has been through.

        In use is what a record shows or goes on from, what waits to be published, and what somebody
        reviews.
        """
        condition = Q(approved_go_live_at__isnull=False)
        condition |= Q(
            task_states__workflow_state__status__in=(
                WorkflowState.STATUS_IN_PROGRESS,
                WorkflowState.STATUS_NEEDS_CHANGES,
            )
        )
        for key in _keys_to_revisions():
            condition |= Q(pk__in=key.model._base_manager.values(key.attname))
        return self.rows().filter(
            pk__in=queryset.filter(condition | self._nobodys(queryset)).values("pk")
        )

    def _nobodys(self, queryset: QuerySet[Any]) -> Q:
        """The versions that name no account and no person."""
        unsaved = self.rows().filter(pk__in=queryset.filter(user=None).values("pk"))
        condition = Q(content_text__regex=rf'"{COMMENTS_RELATION_NAME}": ?\[ ?{{')
        for kind in ContentType.objects.filter(pk__in=unsaved.values("content_type")):
            names = _accounts_of(kind.model_class())
            if names:
                named = rf'"({"|".join(sorted(names))})": ?["0-9]'
                condition |= Q(content_type=kind, content_text__regex=named)
            source = _source_of_kind(kind)
            if source is not None and source.identifying:
                condition |= Q(content_type=kind) & ~Q(object_str="")
        as_text = unsaved.alias(content_text=Cast("content", TextField()))
        return Q(user=None) & ~Q(pk__in=as_text.filter(condition).values("pk"))

    def anonymise(self, record: Any, subject: Subject | None) -> None:
        """Take the person out of the content; everybody, when its time has passed.

        What it says of the record stays as long as the record does: it is whose the record is.
        """
        source = _source_of(record)
        fields = () if source is None else source.identifying
        if source is not None and fields and subject is not None:
            stands = source.rows().filter(pk=record.object_id).exists()
            fields = () if stands else fields
        self._take(record, subject, fields)

    def anonymise_copy(
        self, record: Any, subject: Subject | None, model: type[Model], fields: Sequence[str]
    ) -> None:
        """Take out what goes of the record; of another record no more than the account."""
        is_of_model = record.content_type == ContentType.objects.get_for_model(model)
        self._take(record, subject, fields if is_of_model else ())

    def _take(self, record: Any, subject: Subject | None, fields: Sequence[str]) -> None:
        content = record.content
        changed: dict[str, Any] = {}
        source = _source_of(record)
        if source is not None and fields:
            if goes_too(record.object_str, source, fields, content, subject):
                changed["object_str"] = ""
            content = {**content, **blanks_of(source, fields)}
        if subject is None:
            content = without_accounts(content, _accounts_of(record.content_type.model_class()))
        elif subject.user is not None:
            content = without_account(content, as_json(subject.user.pk))
        self.rows().filter(pk=record.pk).update(content=content, **changed)


def naming_accounts(rows: QuerySet[Any], column: str, keys: list[Any]) -> QuerySet[Any]:
    """Those of ``rows`` whose ``column``, JSON or its text, names one of the accounts ``keys``."""
    condition = Q(pk__in=[])
    for key in keys:
        for name in _relations_to_accounts():
            written = f'"{name}": {json.dumps(as_json(key))}'
            condition |= Q(content_text__contains=f"{written},")
            condition |= Q(content_text__contains=f"{written}}}")
    return rows.alias(content_text=Cast(column, TextField())).filter(condition)


def without_account(content: Any, key: Any) -> Any:
    """``content`` with the account ``key`` taken out of it, its comments and replies included.

    A comment that others have answered stays for their sake, without its text.
    """
    names = _relations_to_accounts()
    return _without(content, lambda name, value: name in names and value == key)


def without_accounts(content: Any, names: set[str]) -> Any:
    """``content`` with every account taken out that stands under one of ``names``."""
    return _without(content, lambda name, value: name in names and isinstance(value, (int, str)))


def _without(content: Any, goes: Callable[[str, Any], bool]) -> Any:
    if isinstance(content, list):
        return [_without(inner, goes) for inner in content]
    if not isinstance(content, dict):
        return content
    cleaned: dict[str, Any] = {}
    for name, value in content.items():
        if name == COMMENTS_RELATION_NAME and isinstance(value, list):
            cleaned[name] = [kept for kept in (_comment(each, goes) for each in value) if kept]
        else:
            cleaned[name] = None if goes(name, value) else _without(value, goes)
    return cleaned


def _comment(comment: dict[str, Any], goes: Callable[[str, Any], bool]) -> dict[str, Any] | None:
    replies = [each for each in comment.get("replies", []) if not goes("user", each.get("user"))]
    resolved = comment.get("resolved_by")
    kept = {
        **comment,
        "replies": replies,
        "resolved_by": None if goes("resolved_by", resolved) else resolved,
    }
    if not goes("user", comment.get("user")):
        return kept
    return {**kept, "text": ""} if replies else None


def _accounts_of(model: type[Model] | None) -> set[str]:
    """The names under which a version of ``model``, its children and its comments name accounts."""
    if model is None:
        return set()
    children = get_all_child_relations(model) if issubclass(model, ClusterableModel) else ()
    return {
        field.name
        for each in (model, *(relation.related_model for relation in children))
        for field in each._meta.concrete_fields
        if field.related_model is get_user_model()
    }


def _keys_to_revisions() -> list[Any]:
    """The foreign keys by which records name the version that they show or go on from."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if field.related_model is Revision and field.name in ("latest_revision", "live_revision")
    ]


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
    return _source_of_kind(record.content_type)


def _source_of_kind(kind: ContentType) -> PersonalData | None:
    model = kind.model_class()
    return None if model is None else registry.get(model)


def blanks_of(source: PersonalData, fields: Iterable[str]) -> dict[str, Any]:
    """What a person's ``fields`` of ``source`` are in JSON once they are blank."""
    return {name: _blank(column_of(source.model, name)) for name in fields}


def goes_too(
    label: str,
    source: PersonalData,
    fields: Sequence[str],
    content: dict[str, Any],
    subject: Subject | None,
) -> bool:
    """Whether the ``label`` of a copy goes with ``fields``: it may repeat what they said.

    It stays where others stand on the record still, and it says nothing of what goes.
    """
    if subject is None or set(fields) >= set(source.identifying):
        return True
    texts = [*subject.emails, *(str(content.get(name) or "") for name in fields)]
    if subject.user is not None:
        texts.append(subject.user.get_username())
    return any(text and text.casefold() in label.casefold() for text in texts)


def _blank(field: Field[Any, Any]) -> Any:
    if field.many_to_many:
        return []
    try:
        value = blank_value(field)
    except CannotBlank:
        return None
    return None if isinstance(value, bytes) else as_json(value)


def as_json(value: Any) -> Any:
    """``value`` as it reads back from JSON."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
