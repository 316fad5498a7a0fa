"""What visitors have searched for, where Wagtail counts it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion

from ..base import PersonalData
from ..mentions import addresses_in, mentioning
from ..registry import nothing_personal, register

if TYPE_CHECKING:
    from privacy_center.subjects import Subject


@register(Query)
class QueryData(PersonalData):
    """Words that somebody searched for. Who did is not recorded, but people search for people."""

    activity = "editing"
    title = _("Searches that name you")
    # The latest day that somebody searched for it.
    retained_from = "daily_hits__date"
    fields = {"query_string": "free-text"}

    def guard(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Words for which an editor has chosen a result are the site's."""
        chosen = SearchPromotion._base_manager.values("query")
        return queryset.filter(pk__in=chosen)

    def find(self, subject: Subject) -> QuerySet[Any]:
        """The searches that name one of the person's addresses."""
        found = mentioning(self.rows(), ["query_string"], subject.emails)
        mine = set(subject.emails)
        return self.rows().filter(
            pk__in=[row.pk for row in found if mine & set(addresses_in(row.query_string))]
        )

    def people(self, queryset: QuerySet[Any]) -> Iterable[tuple[Any, Any]]:
        """Pairs of key and the first address in the words."""
        for key, words in queryset.values_list("pk", "query_string").iterator(chunk_size=1000):
            yield key, next(addresses_in(words), None)


@register(QueryDailyHits)
class QueryDailyHitsData(PersonalData):
    """How often, by day."""

    part_of = "query"
    not_identifying = ("date", "hits")


nothing_personal(SearchPromotion, reason="What editors show first for a search.")
