"""Whether the site is alive, and whether it can serve: for whatever watches over it."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def _migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("migrations are pending")


def _cache() -> None:
    value = secrets.token_hex(8)
    cache.set("health", value, 10)
    # Another worker may have written in between, so any value proves that the cache answers.
    if cache.get("health") is None:
        raise RuntimeError("the cache keeps nothing")


PARTS: dict[str, Callable[[], None]] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
}


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """Answer 200: the process runs."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database, its migrations and the cache are in order; else 503.

    The body names what is down, and no more: an error's text may hold addresses or passwords.
    """
    down = []
    for name, probe in PARTS.items():
        try:
            probe()
        except Exception:  # noqa: BLE001 (whatever a driver raises is the answer here)
            down.append(name)
    return JsonResponse(
        {"status": "down" if down else "ok", "down": down}, status=503 if down else 200
    )
