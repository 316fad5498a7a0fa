"""Who uses a processing record: asked before it is deleted, renamed or taken down."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ..activities.models import DataCategory, ProcessingActivity, Recipient
from ..sources import registry


def users_of(record: Any) -> list[str]:
    """What uses an activity, a category or a recipient, in words; empty when it may go.

    A source is named as developers know it, an activity by its title.
    """
    if isinstance(record, ProcessingActivity):
        return _users_of_activity(record.slug)
    if isinstance(record, DataCategory):
        return _users_of_category(record)
    if isinstance(record, Recipient):
        return [_("Activity: %(title)s") % {"title": a} for a in _activities_with(record)]
    return []


def sources_by_activity() -> dict[str, int]:
    """How many sources, and things held elsewhere, belong to each activity's slug."""
    counts: dict[str, int] = {}
    for slug in _slugs_in_use():
        counts[slug] = counts.get(slug, 0) + 1
    return counts


def _slugs_in_use() -> list[str]:
    named = [
        slug
        for source in registry.sources()
        if registry.parent(source) is None
        for slug in source.activities()
    ]
    return [*named, *(held.activity for held in registry.externals())]


def _users_of_activity(slug: str) -> list[str]:
    found = [
        _("Source: %(title)s (%(name)s)") % {"title": source.title, "name": source.name}
        for source in registry.sources()
        if registry.parent(source) is None and slug in source.activities()
    ]
    elsewhere = [
        _("Held elsewhere: %(title)s") % {"title": held.title}
        for held in registry.externals()
        if held.activity == slug
    ]
    return found + elsewhere


def _users_of_category(category: DataCategory) -> list[str]:
    found = [
        _("Source: %(title)s (%(name)s)") % {"title": source.title, "name": source.name}
        for source in registry.sources()
        if category.slug in source.fields.values()
    ]
    titles = [_("Activity: %(title)s") % {"title": a} for a in _activities_with(category)]
    return found + titles


def _activities_with(record: Any) -> list[str]:
    activities = record.activities.prefetch_related(*ProcessingActivity.prefetch)
    return [str(activity) for activity in activities]
