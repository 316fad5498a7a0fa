"""Columns and values of a source, by django-import-export: looked up once, read row by row."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import FileField
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query_utils import DeferredAttribute
from import_export.fields import Field
from import_export.resources import ModelResource, modelresource_factory
from import_export.widgets import Widget

from ..sources import PersonalData
from .values import plain


class PlainWidget(Widget):
    """Renders a value as JSON has it, where import-export's own widgets make text of it."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        """The value, typed."""
        return plain(value)


class PersonalDataResource(ModelResource):
    """The resource of a source that names none of its own: the stored values, unchanged."""

    @classmethod
    def field_from_django_field(cls, field_name: str, django_field: Any, readonly: bool) -> Field:  # noqa: ARG003 - its signature
        """Relations are read as keys, so that no row asks the database for another one."""
        attribute = field_name if django_field.many_to_many else django_field.attname
        return Field(attribute=attribute, column_name=field_name, widget=PlainWidget())


@dataclass(frozen=True)
class Column:
    """One column of an export: its name, and how a record's value is read.

    ``declared`` is False for what a site's own resource adds.
    """

    name: str
    read: Callable[[Any], Any]
    holds_file: bool = False
    declared: bool = True


@dataclass(frozen=True)
class Table:
    """The columns of a source's export, and the resource they come from."""

    columns: tuple[Column, ...]
    resource: Any
    own_resource: bool
    #: The database columns behind them, where each value is exported as it is stored; else None.
    stored: tuple[str, ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The header, and the keys of a record in JSON."""
        return tuple(column.name for column in self.columns)


def table_of(source: PersonalData, names: tuple[str, ...] | None = None) -> Table:
    """The columns of ``source``: everything declared, as its own resource has it where it has one.

    A site's ``resource_class`` decides values and adds columns. It cannot leave out what is
    declared (Art. 15), and nothing that it says brings out a secret. ``names`` are the columns that
    were chosen; a part of them leaves out what the resource adds.
    """
    names = source.columns if names is None else names
    ours = _default_resource(source)
    fields = dict(zip(names, ours.get_export_fields(names), strict=True))
    readers = {name: _reader(ours, name, field) for name, field in fields.items()}
    site = source.resource_class() if source.resource_class is not None else None
    if site is not None:
        added = _site_readers(site, source)
        whole = names == source.columns
        readers.update({name: read for name, read in added.items() if whole or name in names})
    columns = tuple(
        Column(name, read, _holds_file(source, name), name in names)
        for name, read in readers.items()
    )
    stored = _stored(source, names) if site is None else None
    return Table(columns, site or ours, site is not None, stored)


def _default_resource(source: PersonalData) -> Any:
    return modelresource_factory(
        source.model, PersonalDataResource, meta_options={"fields": source.columns}
    )()


def _site_readers(site: Any, source: PersonalData) -> dict[str, Callable[[Any], Any]]:
    readers = {}
    for name, field in site.fields.items():
        if _is_secret(source, name, field):
            continue
        shown = name if name in source.columns else str(field.column_name or name)
        readers[shown] = _reader(site, name, field)
    return readers


def _is_secret(source: PersonalData, name: str, field: Field) -> bool:
    steps = {name, *str(field.attribute or "").split("__")}
    meta = source.model._meta
    columns = {field.attname for field in meta.concrete_fields if field.name in source.secret}
    return bool(steps & (columns | set(source.secret)))


def _reader(resource: Any, name: str, field: Field) -> Callable[[Any], Any]:
    """How to read ``field``: what ``export_field`` looks up for each row, looked up once."""
    method = field.get_dehydrate_method(name)
    if not callable(method):
        method = getattr(resource, method, None)
    if method is not None:
        return lambda record: plain(method(record))
    if type(field.widget) is PlainWidget:
        read = attrgetter(field.attribute)
        return lambda record: plain(read(record))
    return lambda record: plain(field.export(record))


def _holds_file(source: PersonalData, name: str) -> bool:
    return name in source.columns and isinstance(source.model._meta.get_field(name), FileField)


def _stored(source: PersonalData, names: tuple[str, ...]) -> tuple[str, ...] | None:
    """The database columns of ``names``, where nothing but the database says what they hold.

    None where a record must be made: to find its files, to read many-to-many relations, or for a
    field that makes its value when it is read.
    """
    if type(source).files is not PersonalData.files:
        return None
    fields: list[Any] = [source.model._meta.get_field(name) for name in names]
    if not all(_is_plain(source, field) for field in fields):
        return None
    return tuple(field.attname for field in fields)


def _is_plain(source: PersonalData, field: Any) -> bool:
    if field.many_to_many or isinstance(field, FileField):
        return False
    attribute = inspect.getattr_static(source.model, field.attname, None)
    return type(attribute) in (DeferredAttribute, ForeignKeyDeferredAttribute)
