"""Wagtail's search index: it repeats the texts of what can be searched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.search import models
from wagtail.search.models import IndexEntry

from ..base import PersonalData
from ..present import present
from ..registry import nothing_personal, register, registry

if TYPE_CHECKING:
    from privacy_center.subjects import Subject


@register(IndexEntry)
class IndexEntryData(PersonalData):
    """An entry of the index is nobody's own: it goes with the record that it repeats."""

    activity = "editing"
    title = _("Search index")
    not_identifying = ("content_type", "object_id", "title_norm")
    # Which columns hold the texts depends on the database.
    secret = present(IndexEntry, ("title", "autocomplete", "body", "title_text", "body_text"))

    def find(self, subject: Subject) -> QuerySet[Any]:
        """None: the record itself is found instead."""
        return self.rows().none()

    def people(self, queryset: QuerySet[Any]) -> Iterable[tuple[Any, Any]]:
        """Nobody, for the same reason."""
        return ((key, None) for key in queryset.values_list("pk", flat=True))

    def copies(self, model: type[Model], keys: list[Any]) -> QuerySet[Any]:
        """The entries of a person's records; content that merely had an editor stays findable."""
        source = registry.get(model)
        if source is None or not source.identifying:
            return self.rows().none()
        return self.rows().filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id__in=[str(key) for key in keys],
        )

    def anonymise(self, record: Any, subject: Subject | None) -> None:
        """An entry is its record's words and no more; the next indexing makes it anew."""
        record.delete()


# Only where SQLite's full-text search is at hand.
if hasattr(models, "SQLiteFTSIndexEntry"):
    nothing_personal(
        models.SQLiteFTSIndexEntry,
        reason="The index in SQLite's own form: the database keeps it like the entries.",
    )
