"""Caches repeat what the database says: what names an erased person is thrown out of them."""

from __future__ import annotations

import base64
import logging
import pickle
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from django.db import connections, router

from .readings import texts_of
from .searching import Needles

logger = logging.getLogger("privacy_center.erasure")

#: An entry's key, and how to read it (None when it is gone by now) and to delete it.
Entry = tuple[str, Callable[[], Any], Callable[[], object]]


def forget_cached(needle: Needles) -> dict[str, str]:
    """Delete every entry of every cache whose key or value names somebody.

    Knows Django's own kinds: of this process, in files, in the database and in Redis. What is
    cached elsewhere (a proxy, a CDN), and what another kind holds, which cannot list its keys, ends
    with its own time. Returns the caches that could not be searched, wholly or in part, with the
    kind of the error.
    """
    unsearched: dict[str, str] = {}
    for alias in caches:
        try:
            for entry in _entries(caches[alias]):
                if error := _forget(entry, needle):
                    unsearched[alias] = error
        except Exception as error:  # noqa: BLE001 - any kind of server raises any kind of error
            unsearched[alias] = type(error).__name__
    for alias, kind in unsearched.items():
        logger.warning("Cache %s could not be searched: %s", alias, kind)
    return unsearched


def _forget(entry: Entry, needle: Needles) -> str:
    """Delete the entry if it names somebody; the kind of the error where it cannot be read."""
    key, read, delete = entry
    try:
        value = read()
        if value is not None and needle.found_in(f"{key}\n{_text(value)}"):
            delete()
    except Exception as error:  # noqa: BLE001 - the entries behind a broken one are searched too
        return type(error).__name__
    return ""


def _entries(cache: Any) -> Iterator[Entry]:
    if issubclass(type(cache), LocMemCache):
        for key, value in list(cache._cache.items()):
            yield key, partial(bytes, value), partial(cache._delete, key)
    elif issubclass(type(cache), FileBasedCache):
        for name in cache._list_cache_files():
            yield "", partial(_file, cache, name), partial(Path(name).unlink, missing_ok=True)
    elif issubclass(type(cache), RedisCache):
        client = cache._cache.get_client()
        for key in client.scan_iter(count=1000):
            if client.type(key) == b"string":
                yield (
                    key.decode(errors="replace"),
                    partial(client.get, key),
                    partial(client.delete, key),
                )
    elif issubclass(type(cache), DatabaseCache):
        yield from _rows(cache)


def _file(cache: Any, name: str) -> bytes | None:
    try:
        with Path(name).open("rb") as file:
            # How long it lasts stands before what it says. What is past it, or empty, is deleted.
            return None if cache._is_expired(file) else file.read()
    except FileNotFoundError:
        return None


def _rows(cache: Any) -> Iterator[Entry]:
    connection = connections[router.db_for_write(cache.cache_model_class)]
    table = connection.ops.quote_name(cache._table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT cache_key, value FROM {table}")  # noqa: S608 - a quoted name
        rows = cursor.fetchall()

    def delete(key: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE cache_key = %s", [key])  # noqa: S608

    for key, value in rows:
        yield key, partial(base64.b64decode, value), partial(delete, key)


def _text(value: Any) -> str:
    """What an entry says: as it is written, and as it is read, where that differs."""
    if not isinstance(value, bytes):
        return str(value)
    with suppress(zlib.error):
        value = zlib.decompress(value)
    written = value.decode("utf-8", errors="replace")
    try:
        # What the site's own cache wrote, read as the cache itself reads it.
        return "\n".join([written, *texts_of(pickle.loads(value))])  # noqa: S301
    except Exception:  # noqa: BLE001 - any class of the site may refuse; the text is still there
        return written
