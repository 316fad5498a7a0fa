"""Wagtail's search index: it repeats the texts of what can be searched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.search import models
from wagtail.search.models import IndexEntry

from ..present import present
from ..registry import nothing_personal, register
from ..repeating import RepeatsRecords

if TYPE_CHECKING:
    from privacy_center.subjects import Subject


@register(IndexEntry)
class IndexEntryData(RepeatsRecords):
    """An entry of the index is nobody's own: it goes with the record that it repeats.

    Content that merely had an editor stays findable.
    """

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

    def anonymise(self, record: Any, subject: Subject | None) -> None:
        """An entry is its record's words and no more; the next indexing makes it anew."""
        record.delete()


# Only where SQLite's full-text search is at hand.
if hasattr(models, "SQLiteFTSIndexEntry"):
    nothing_personal(
        models.SQLiteFTSIndexEntry,
        reason="The index in SQLite's own form: the database keeps it like the entries.",
    )
