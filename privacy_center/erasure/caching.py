"""Caches repeat what the database says: what names an erased person is thrown out of them."""

from __future__ import annotations

import base64
import logging
import pickle
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from django.db import connections, router

from .searching import Needles

logger = logging.getLogger("privacy_center.erasure")


def forget_cached(needle: Needles) -> int:
    """Delete every entry of every cache whose key or value names somebody; how many there were.

    Knows Django's own kinds: of this process, in files, in the database and in Redis. What is
    cached elsewhere (a proxy, a CDN) ends with its own time. A cache that does not answer is
    logged and passed by: nothing in it outlives its timeout.
    """
    gone = 0
    for alias in caches:
        try:
            gone += sum(1 for _entry in _forget(caches[alias], needle))
        except Exception as error:  # noqa: BLE001 - any kind of server raises any kind of error
            logger.warning("Cache %s could not be searched: %s", alias, type(error).__name__)
    return gone


def _forget(cache: Any, needle: Needles) -> Iterator[str]:
    for key, value, delete in _entries(cache):
        if needle.found_in(f"{key}\n{_text(value)}"):
            delete()
            yield key


def _entries(cache: Any) -> Iterator[tuple[str, bytes, Any]]:
    if issubclass(type(cache), LocMemCache):
        for key, value in list(cache._cache.items()):
            yield key, value, lambda key=key: cache._delete(key)
    elif issubclass(type(cache), FileBasedCache):
        for name in cache._list_cache_files():
            with Path(name).open("rb") as file:
                # How long it lasts stands before what it says.
                pickle.load(file)  # noqa: S301 - the cache's own
                value = file.read()
            yield "", value, lambda name=name: Path(name).unlink(missing_ok=True)
    elif issubclass(type(cache), RedisCache):
        client = cache._cache.get_client()
        for key in client.scan_iter(count=1000):
            if client.type(key) == b"string":
                value = client.get(key) or b""
                yield key.decode(errors="replace"), value, lambda key=key: client.delete(key)
    elif issubclass(type(cache), DatabaseCache):
        yield from _rows(cache)


def _rows(cache: Any) -> Iterator[tuple[str, bytes, Any]]:
    connection = connections[router.db_for_write(cache.cache_model_class)]
    table = connection.ops.quote_name(cache._table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT cache_key, value FROM {table}")  # noqa: S608 - a quoted name
        rows = cursor.fetchall()
    for key, value in rows:

        def delete(key: str = key) -> None:
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {table} WHERE cache_key = %s", [key])  # noqa: S608

        yield key, base64.b64decode(value), delete


def _text(value: Any) -> str:
    """What an entry says: as it is written, and as it is read, where that differs."""
    if not isinstance(value, bytes):
        return str(value)
    with suppress(zlib.error):
        value = zlib.decompress(value)
    written = value.decode("utf-8", errors="replace")
    try:
        # What the site's own cache wrote, read as the cache itself reads it.
        return f"{written}\n{pickle.loads(value)}"  # noqa: S301
    except Exception:  # noqa: BLE001 - any class of the site may refuse; the text is still there
        return written
