"""Every place of the database that text can stand in, and its rows that name somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.apps import apps
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db.models import (
    EmailField,
    Field,
    FileField,
    FilePathField,
    JSONField,
    Model,
    Q,
)
from wagtail.search.models import IndexEntry

from .naming import Naming
from .readings import PACKED, names_of_file, texts_of
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
    "JSONField",
    "SearchVectorField",
    "HStoreField",
}

_USER_NAME = re.compile(r"(?:\w+_)?(?:user_?name|login|login_?name|account_?name)")

#: Above so many forms the rows are read and not asked for: each form costs the database a look.
_MOST_ASKED = 40
_AT_ONCE = 2000

#: A row that names people: its key, and by column the numbers of those that the column names.
Match = tuple[Any, dict[str, set[int]]]


def matches(
    needle: Needles, models: Iterable[type[Model]] | None = None
) -> Iterator[tuple[type[Model], Match]]:
    """Every row of every table that names somebody, declared or not: one query a table."""
    for model in tables() if models is None else models:
        for match in _in_table(model, needle):
            yield model, match


def tables() -> Iterator[type[Model]]:
    """The models that have a table of their own."""
    for model in apps.get_models(include_auto_created=True):
        own = model._meta.managed and not model._meta.proxy and not model._meta.swapped
        # The index says what the rows say: entries that name somebody are made anew from them.
        if own and model is not IndexEntry:
            yield model


def text_columns(model: type[Model]) -> list[Any]:
    """The columns of ``model``'s own table that text can stand in."""
    return [f for f in model._meta.local_concrete_fields if _holds_text(f)]


def _in_table(model: type[Model], needle: Needles) -> Iterator[Match]:
    if issubclass(model, AbstractBaseSession):
        yield from _in_sessions(model, needle)
        return
    columns = text_columns(model)
    if not columns:
        return
    names = [f.name for f in columns]
    rows = model._base_manager.order_by()
    if len(needle.forms) + len(needle.digits) <= _MOST_ASKED:
        rows = rows.filter(_asked(columns, needle))
    for key, *values in rows.values_list("pk", *names).iterator(_AT_ONCE):
        named = _named(columns, values, needle)
        if named:
            yield key, named


def _asked(columns: list[Any], needle: Needles) -> Q:
    """Rows that may name somebody; and those whose columns only code can read."""
    condition = Q(pk__in=[])
    plain = [f.name for f in columns if not _is_transformed(f)]
    if plain and (needle.forms or needle.digits):
        condition |= Q(Naming(*plain, forms=needle.forms, digits=needle.digits))
    for column in columns:
        if holds_user_names(column) and needle.user_names:
            condition |= Q(**{f"{column.name}__in": list(needle.user_names)})
        if _is_transformed(column):
            condition |= Q(**{f"{column.name}__isnull": False})
    return condition


def _named(columns: list[Any], values: list[Any], needle: Needles) -> dict[str, set[int]]:
    named: dict[str, set[int]] = {}
    if needle.user_names:
        for column, value in zip(columns, values, strict=True):
            if holds_user_names(column) and value in needle.user_names:
                named[column.name] = set(needle.user_names[value])
    texts = [
        (column, _texts(column, value))
        for column, value in zip(columns, values, strict=True)
        if value not in (None, "")
    ]
    # Most rows name nobody, and reading a row at once costs half of reading each of its values.
    if not texts or not needle.may_stand_in("\n".join(chain.from_iterable(t for _, t in texts))):
        return named
    for column, found in texts:
        people = {
            person for text in found for person in needle.people_in(text, as_one=_is_one(column))
        }
        if people:
            named.setdefault(column.name, set()).update(people)
    return named


def _texts(column: Any, value: Any) -> Sequence[str]:
    if isinstance(column, (FileField, FilePathField)):
        return list(names_of_file(str(value)))
    if type(value) is str and value[0] not in PACKED:
        return (value,)
    return list(texts_of(value))


def holds_user_names(column: Any) -> bool:
    """Whether the column is called as one that names an account by its user name."""
    return _USER_NAME.fullmatch(column.name) is not None


def _is_one(column: Any) -> bool:
    """Whether the column holds one address or one key, and no text around it."""
    return isinstance(column, EmailField) or column.unique


def _in_sessions(model: Any, needle: Needles) -> Iterator[Match]:
    """A session's data is signed and packed; its content is searched."""
    store = model.get_session_store_class()()
    for key, data in model._base_manager.values_list("pk", "session_data").iterator(_AT_ONCE):
        people = {
            person for text in texts_of(store.decode(data)) for person in needle.people_in(text)
        }
        if people:
            yield key, {"session_data": people}


def _holds_text(field: Field[Any, Any]) -> bool:
    known = isinstance(field, JSONField) or field.get_internal_type() in _TEXTUAL
    # What code reads may be a text whatever the database calls it: an encrypted one is bytes to it.
    return known or hasattr(field, "from_db_value")


def _is_transformed(field: Field[Any, Any]) -> bool:
    """Whether reading the column goes through code, and it is not merely JSON."""
    is_json = field.get_internal_type() == "JSONField"
    return hasattr(field, "from_db_value") and not is_json
