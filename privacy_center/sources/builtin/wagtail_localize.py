"""wagtail-localize's tables: who translated what, and the copies that it translates from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin

from ..base import PersonalData
from ..fates import Anonymise
from ..paths import own_fields
from ..registry import nothing_personal, register, registry
from .wagtail_revisions import as_json, blanks_of, goes_too, naming_accounts, without_account

if TYPE_CHECKING:
    from privacy_center.subjects import Subject

APP = "wagtail_localize"
BY = "last_translated_by"

StringTranslation = apps.get_model(APP, "StringTranslation")
SegmentOverride = apps.get_model(APP, "SegmentOverride")
TranslationSource = apps.get_model(APP, "TranslationSource")


def _but(model: type[Model], *names: str) -> tuple[str, ...]:
    return tuple(field.name for field in own_fields(model) if field.name not in names)


class TranslatedData(PersonalData):
    """A text in another language. It is the site's: only the link to its translator is cut."""

    activity = "editing"
    subject = (BY,)
    on_erasure = Anonymise()

    def label(self, record: Any) -> str:
        """The number alone: the text may quote anybody."""
        return f"{self.title} {record.pk}"


@register(StringTranslation)
class StringTranslationData(TranslatedData):
    """A string that somebody translated."""

    title = _("Texts you have translated")
    retained_from = "updated_at"
    not_identifying = _but(StringTranslation, BY)


@register(SegmentOverride)
class SegmentOverrideData(TranslatedData):
    """A part of a page that somebody set otherwise for another language."""

    title = _("Parts of pages you have set for another language")
    retained_from = "updated_at"
    not_identifying = _but(SegmentOverride, BY)


@register(TranslationSource)
class TranslationSourceData(PersonalData):
    """The record that is translated, as it was: a copy of it, and nobody's own."""

    activity = "editing"
    title = _("Records that are translated")
    not_identifying = _but(TranslationSource, "content_json", "object_repr")
    secret = ("content_json", "object_repr")
    on_erasure = Anonymise()
    rewritten = ("content_json", "object_repr")

    def find(self, subject: Subject) -> QuerySet[Any]:
        """None: the record itself is found instead."""
        return self.rows().none()

    def people(self, queryset: QuerySet[Any]) -> Iterable[tuple[Any, Any]]:
        """Nobody, for the same reason."""
        return ((key, None) for key in queryset.values_list("pk", flat=True))

    def copies(self, model: type[Model], keys: list[Any]) -> QuerySet[Any]:
        """The copies of a person's records, and those that name an account that goes."""
        if issubclass(model, get_user_model()):
            return naming_accounts(self.rows(), "content_json", keys)
        source = registry.get(model)
        if source is None or not source.identifying or not issubclass(model, TranslatableMixin):
            return self.rows().none()
        translations = model._base_manager.filter(pk__in=keys).values("translation_key")
        return self.rows().filter(
            specific_content_type=ContentType.objects.get_for_model(model),
            object__translation_key__in=translations,
        )

    def anonymise(self, record: Any, subject: Subject | None) -> None:
        """Take the person out of the copy: of the record, what is personal at all."""
        model = record.specific_content_type.model_class()
        source = None if model is None else registry.get(model)
        self._take(record, subject, source, () if source is None else source.identifying)

    def anonymise_copy(
        self, record: Any, subject: Subject | None, model: type[Model], fields: Sequence[str]
    ) -> None:
        """Take out what goes of the record; of another record no more than the account."""
        is_of_model = record.specific_content_type == ContentType.objects.get_for_model(model)
        self._take(record, subject, registry.get(model), fields if is_of_model else ())

    def _take(
        self,
        record: Any,
        subject: Subject | None,
        source: PersonalData | None,
        fields: Sequence[str],
    ) -> None:
        content = json.loads(record.content_json)
        changed = {}
        if source is not None and fields:
            if goes_too(record.object_repr, source, fields, content, subject):
                changed["object_repr"] = ""
            content = {**content, **blanks_of(source, fields)}
        if subject is not None and subject.user is not None:
            content = without_account(content, as_json(subject.user.pk))
        self.rows().filter(pk=record.pk).update(content_json=json.dumps(content), **changed)


_DECLARED = {StringTranslation, SegmentOverride, TranslationSource}
nothing_personal(
    *(model for model in apps.get_app_config(APP).get_models() if model not in _DECLARED),
    reason="The site's texts, cut into parts for translators. The search after an erasure reads "
    "them too.",
)
