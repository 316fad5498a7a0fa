"""The site's search index repeats what the rows say: entries that name a person are made anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.search import index
from wagtail.search.models import IndexEntry

from .columns import matches
from .searching import Needles


def refresh_index(needle: Needles) -> int:
    """Index again, as they are now, the rows whose entries name somebody; how many there were.

    What is left in the index afterwards stands in the rows themselves, and is found there.
    """
    named = [key for _model, (key, _columns) in matches(needle, _entries())]
    for start in range(0, len(named), 500):
        entries = IndexEntry.objects.filter(pk__in=named[start : start + 500])
        for entry in list(entries):
            _make_anew(entry)
    return len(named)


def _entries() -> Iterator[Any]:
    if IndexEntry._meta.managed:
        yield IndexEntry


def _make_anew(entry: Any) -> None:
    kind: ContentType = entry.content_type
    model: Any = kind.model_class()
    row = None if model is None else model._base_manager.filter(pk=entry.object_id).first()
    entry.delete()
    if row is not None:
        index.insert_or_update_object(row)
