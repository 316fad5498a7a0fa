"""The plugin's system checks. Each has a stable id and says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.core.files.storage import InvalidStorageError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from .activities.book import ActivityBook
from .activities.models import DataCategory
from .conf import settings
from .delivery.storage import package_storage
from .ledger.backends import OddAddress, open_ledger
from .private_storage import why_public
from .rectification.attachments import private_files
from .sources import registry
from .sources.checking import check_source
from .sources.coverage import check_coverage
from .sources.folded_indexes import check_folded_indexes


@register()
def check_declarations(**kwargs: Any) -> list[CheckMessage]:
    """Declarations that cannot work (``privacy_center.E001`` to ``E012``)."""
    return [message for source in registry.sources() for message in check_source(source, registry)]


@register()
def check_undeclared(**kwargs: Any) -> list[CheckMessage]:
    """Fields that nobody has declared (``privacy_center.E013``, ``E014`` and ``W014``)."""
    return check_coverage(registry)


@register()
def check_ledger_address(**kwargs: Any) -> list[CheckMessage]:
    """The address of the ledger outside the database (``privacy_center.E030``)."""
    try:
        open_ledger()
    except OddAddress as error:
        return [Error(str(error), hint="Correct LEDGER_URL.", id="privacy_center.E030")]
    return []


@register()
def check_package_storage(**kwargs: Any) -> list[CheckMessage]:
    """Whether packages wait where nobody but the site reaches them (``E040``, ``E041``)."""
    try:
        why = why_public(package_storage())
    except InvalidStorageError:
        return [
            Error(
                f"PACKAGE_STORAGE names '{settings.PACKAGE_STORAGE}', which is not in STORAGES.",
                hint="Add it to STORAGES, or leave PACKAGE_STORAGE out for a private folder.",
                id="privacy_center.E040",
            )
        ]
    return _public("people's packages", why)


@register()
def check_attachment_storage(**kwargs: Any) -> list[CheckMessage]:
    """Whether files sent with proposals lie where nobody else reaches them (``E041``)."""
    return _public("what people send along with a proposal", why_public(private_files()))


def _public(what: str, why: str) -> list[CheckMessage]:
    if not why:
        return []
    return [
        Error(
            f"Anybody could fetch {what} from their storage: {why}.",
            hint="Use privacy_center.private_storage.PrivateStorage, or an object store of your "
            "own whose addresses are signed, outside of MEDIA_ROOT and STATIC_ROOT.",
            id="privacy_center.E041",
        )
    ]


@register(Tags.security, deploy=True)
def check_ledger(**kwargs: Any) -> list[CheckMessage]:
    """Whether erasures outlive a restored backup (``W030`` to ``W032``, with ``--deploy``)."""
    if check_ledger_address():
        return []
    ledger = open_ledger()
    if not ledger.durable:
        return [
            CheckWarning(
                "No ledger is kept outside the database: a restored backup would bring back "
                "everybody who has been erased since.",
                hint="Set LEDGER_URL in PRIVACY_CENTER, such as file:///var/lib/site/ledger.jsonl.",
                id="privacy_center.W030",
            )
        ]
    messages: list[CheckMessage] = [
        CheckWarning(
            f"The ledger cannot be relied on: {problem}",
            hint="Until it can be written, nothing is erased and no consent withdrawn.",
            id="privacy_center.W031",
        )
        for problem in ledger.check()
    ]
    if not settings.LEDGER_KEYS:
        messages.append(
            CheckWarning(
                "The ledger has no key of its own: it is hashed under one derived from HASH_KEY.",
                hint="Set LEDGER_KEYS in PRIVACY_CENTER, and keep a copy apart from the ledger.",
                id="privacy_center.W032",
            )
        )
    return messages


@register()
def check_indexes(**kwargs: Any) -> list[CheckMessage]:
    """Addresses that are searched for without an index (``privacy_center.W025``)."""
    return check_folded_indexes(registry)


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
    """Whether all tables are as the models say: ``migrate`` checks before it makes them so."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
