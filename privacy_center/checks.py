"""The plugin's system checks. Each has a stable id and says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import connection

from .activities.book import ActivityBook
from .activities.models import DataCategory, ProcessingActivity
from .sources import registry
from .sources.checking import check_source
from .sources.coverage import check_coverage


@register()
def check_declarations(**kwargs: Any) -> list[CheckMessage]:
    """Declarations that cannot work (``privacy_center.E001`` to ``E012``)."""
    return [message for source in registry.sources() for message in check_source(source, registry)]


@register()
def check_undeclared(**kwargs: Any) -> list[CheckMessage]:
    """Fields that nobody has declared (``privacy_center.E013``, ``E014`` and ``W014``)."""
    return check_coverage(registry)


@register(Tags.database)
def check_processing_records(
    databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Declarations that name what no editor has published (``W020``, ``W021``).

    Runs with ``check --database default`` and with ``migrate``, which a new site must still pass:
    so these warn, and erasing such a source fails closed.
    """
    if not databases or not _migrated():
        return []
    activities = ActivityBook.open().activities
    categories = set(DataCategory.objects.values_list("slug", flat=True))
    messages: list[CheckMessage] = []
    for source in registry.sources():
        where = registry.where(source.name) or None
        named = source.activities() if not source.part_of else {}
        messages += [
            CheckWarning(
                f"{source.model._meta.label}: no published processing activity is named '{slug}'.",
                hint="Publish it under Privacy in the admin. Until then nothing is erased here.",
                obj=where,
                id="privacy_center.W020",
            )
            for slug in named
            if slug not in activities
        ]
        messages += [
            CheckWarning(
                f"{source.model._meta.label}: no data category is named '{slug}'.",
                hint="Add it under Privacy in the admin, or correct the declaration.",
                obj=where,
                id="privacy_center.W021",
            )
            for slug in sorted(set(source.fields.values()) - categories)
        ]
    return messages


def _migrated() -> bool:
    """Whether the tables are there: the first ``migrate`` of a site checks before it makes them."""
    tables = connection.introspection.table_names()
    needed = {ProcessingActivity._meta.db_table, DataCategory._meta.db_table}
    return needed <= set(tables)
