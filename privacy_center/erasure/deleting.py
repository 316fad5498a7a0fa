"""Deleting rows by SQL, and through the ORM where somebody listens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.db.models.signals import post_delete, pre_delete
from wagtail.models import ReferenceIndex

from privacy_center.sources import PersonalData

from .files import file_columns, forget_files, forget_named_files
from .models import ErasureRun
from .surviving import foreign_keys_to, referring

#: Wagtail listens to every deletion for its index of references; that index is cleared here.
KNOWN_LISTENERS = "wagtail.signal_handlers"


def delete_rows(source: PersonalData, keys: Sequence[Any], run: ErasureRun | None = None) -> None:
    """Delete the rows with ``keys``. The caller has made sure that nothing staying needs them."""
    model = source.model
    rows = source.rows().filter(pk__in=keys)
    forget_named_files(source, keys, run)
    forget_files(rows, file_columns(model), run)
    _cut_links_to_accounts(model, keys)
    _cut_references(model, keys)
    if has_listeners(model) or _is_inherited(model):
        for record in rows:
            record.delete()
        return
    _clear_many_to_many(model, keys)
    rows._raw_delete(rows.db)
    index = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(model)
    )
    if index.exists():
        index.filter(object_id__in=[str(key) for key in keys]).delete()


def has_listeners(model: type[Model]) -> bool:
    """Whether code of the site or of a library listens when a row of ``model`` is deleted."""
    for signal in (pre_delete, post_delete):
        receivers, asynchronous = signal._live_receivers(model)
        if asynchronous or any(r.__module__ != KNOWN_LISTENERS for r in receivers):
            return True
    return False


def _is_inherited(model: type[Model]) -> bool:
    """Whether a record spans several tables: only the ORM deletes all of its rows."""
    children = any(
        relation.one_to_one and relation.field.remote_field.parent_link
        for relation in model._meta.related_objects
    )
    return bool(model._meta.parents) or children


def _cut_links_to_accounts(model: type[Model], keys: Sequence[Any]) -> None:
    if not issubclass(model, get_user_model()):
        return
    for key in foreign_keys_to(model):
        if key.null:
            rows = key.model._base_manager.filter(**{f"{key.name}__in": keys})
            rows.update(**{key.name: None})


def _clear_many_to_many(model: type[Model], keys: Sequence[Any]) -> None:
    for key in foreign_keys_to(model):
        if key.model._meta.auto_created:
            key.model._base_manager.filter(**{f"{key.name}__in": keys}).delete()


def _cut_references(model: type[Model], keys: Sequence[Any]) -> None:
    """What still refers to the rows goes itself, in a later batch or step: nothing else is left."""
    for key in referring(model):
        if key.null:
            key.model._base_manager.filter(**{f"{key.name}__in": keys}).update(**{key.name: None})
