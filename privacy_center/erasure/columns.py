"""Every place of the database that text can stand in, and its rows that match a search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import Field, JSONField, Model, Q, TextField
from django.db.models.functions import Cast

from privacy_center.sources.folding import UnicodeLower

from .searching import Needles

_TEXTUAL = {
    "CharField",
    "TextField",
    "EmailField",
    "SlugField",
    "URLField",
    "FileField",
    "FilePathField",
    "ArrayField",
}

#: A row that names the person: its key, and the columns that do.
Match = tuple[Any, list[str]]


def matches(needle: Needles) -> Iterator[tuple[type[Model], Match]]:
    """Every row of every table that names the person, declared or not: one query a table."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped:
            for match in _in_table(model, needle):
                yield model, match


def _in_table(model: type[Model], needle: Needles) -> Iterator[Match]:
    if issubclass(model, Session):
        yield from _in_sessions(needle)
        return
    columns = [f for f in model._meta.local_concrete_fields if _holds_text(f)]
    hidden = [f.name for f in columns if _is_transformed(f)]
    plain = [f.name for f in columns if not _is_transformed(f)]
    if plain:
        yield from _by_query(model, plain, needle)
    if hidden:
        yield from _by_reading(model, hidden, needle)


def _by_query(model: type[Model], names: list[str], needle: Needles) -> Iterator[Match]:
    texts = {f"text_of_{name}": Cast(name, TextField()) for name in names}
    condition = Q()
    rows = model._base_manager.annotate(**texts)
    rows = rows.annotate(**{f"low_{name}": UnicodeLower(name) for name in texts})
    for name in texts:
        for form in needle.forms:
            condition |= Q(**{f"low_{name}__contains": form})
    for key, *values in rows.filter(condition).values_list("pk", *texts).iterator(1000):
        yield from _named(key, names, values, needle)


def _by_reading(model: type[Model], names: list[str], needle: Needles) -> Iterator[Match]:
    """Columns whose stored form is not their text, such as encrypted ones: read them all."""
    for key, *values in model._base_manager.values_list("pk", *names).iterator(1000):
        yield from _named(key, names, values, needle)


def _in_sessions(needle: Needles) -> Iterator[Match]:
    """A session's data is signed and packed; its content is searched."""
    for row in Session.objects.iterator(1000):
        if needle.found_in(str(SessionStore().decode(row.session_data))):
            yield row.pk, ["session_data"]


def _named(key: Any, names: list[str], values: list[Any], needle: Needles) -> Iterator[Match]:
    found = [
        name
        for name, value in zip(names, values, strict=True)
        if value is not None and needle.found_in(str(value))
    ]
    if found:
        yield key, found


def _holds_text(field: Field[Any, Any]) -> bool:
    return isinstance(field, JSONField) or field.get_internal_type() in (*_TEXTUAL, "JSONField")


def _is_transformed(field: Field[Any, Any]) -> bool:
    """Whether reading the column goes through code, and it is not merely JSON."""
    is_json = field.get_internal_type() == "JSONField"
    return hasattr(field, "from_db_value") and not is_json
