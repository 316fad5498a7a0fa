"""What one transaction does to a batch of rows: delete, anonymise, minimise, restrict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet

from privacy_center.conf import settings
from privacy_center.sources import Anonymise, PersonalData
from privacy_center.sources.blanks import blank_expression, column_of
from privacy_center.sources.restricted import UNDER_REVIEW, release, restrict
from privacy_center.subjects import Subject

from .copying import forget_copies
from .deleting import delete_rows
from .fates import Action
from .files import forget_files
from .step import Step

__all__ = ["carry_out", "remember"]


def carry_out(step: Step, subject: Subject | None) -> Iterator[int]:
    """Carry out ``step`` batch by batch, each in a transaction; yields the rows of each.

    Idempotent and resumable: rows that are gone, or no longer lead to the person, do not come
    again, and what comes again is written the same.
    """
    after: Any = None
    while True:
        with transaction.atomic():
            keys = _next(step.rows, after)
            if not keys:
                return
            _apply(step, keys, subject)
        after = keys[-1]
        yield len(keys)


def _next(rows: QuerySet[Any], after: Any) -> list[Any]:
    """The next keys in order of key: never by offset, since the rows change under the loop."""
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.order_by("pk").values_list("pk", flat=True)[: settings.BATCH_SIZE])


def _apply(step: Step, keys: Sequence[Any], subject: Subject | None) -> None:
    source = step.source
    if step.action in (Action.DELETE, Action.ANONYMISE, Action.MINIMISE):
        staying = step.action == Action.MINIMISE or step.only is not None
        forget_copies(source.model, keys, subject, staying=staying)
    if step.action == Action.DELETE:
        delete_rows(source, keys)
        release(source.model, keys)
        return
    if subject is not None and step.action in (Action.MINIMISE, Action.KEEP, Action.REVIEW):
        until = step.fate.kept_until
        restrict(source.model, keys, subject.hashes, str(step.action), until)
    if step.action == Action.MINIMISE:
        _clear(source, keys, step.fields, step.links)
    elif step.action == Action.ANONYMISE:
        _anonymise(step, keys, subject)


def remember(step: Step, subject: Subject) -> None:
    """Let the person's hashes lead to the step's rows, whatever is cut or deleted before them."""
    for keys in _batches(step.rows):
        restrict(step.source.model, keys, subject.hashes, UNDER_REVIEW, None)


def _batches(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    keys: list[Any] = []
    while keys := _next(rows, keys[-1] if keys else None):
        yield keys


def _anonymise(step: Step, keys: Sequence[Any], subject: Subject | None) -> None:
    source = step.source
    if step.only is None and type(source).anonymise is not PersonalData.anonymise:
        for record in source.rows().filter(pk__in=keys):
            source.anonymise(record, subject)
        _cut(source, keys, step.links)
        release(source.model, keys)
        return
    _clear(source, keys, step.fields, step.links)
    if step.only is None:
        release(source.model, keys)


def _clear(
    source: PersonalData, keys: Sequence[Any], names: Sequence[str], links: Sequence[str]
) -> None:
    """Blank fields and cut links by one UPDATE; values that each row gets anew go row by row."""
    given = source.on_erasure.values if isinstance(source.on_erasure, Anonymise) else {}
    rows = source.rows().filter(pk__in=keys)
    columns = [column_of(source.model, name) for name in names]
    for column in columns:
        if isinstance(column, models.ManyToManyField):
            _empty(column, keys)
    forget_files(rows, [c for c in columns if isinstance(c, models.FileField)])
    plain = [c for c in columns if not isinstance(c, models.ManyToManyField)]
    asked = {c.name: given[c.name] for c in plain if callable(given.get(c.name))}
    fixed = {
        c.name: given[c.name] if c.name in given else blank_expression(c)
        for c in plain
        if c.name not in asked
    }
    fixed |= dict.fromkeys(links)
    if fixed:
        rows.update(**fixed)
    if asked:
        for key in keys:
            source.rows().filter(pk=key).update(**{name: ask() for name, ask in asked.items()})


def _cut(source: PersonalData, keys: Sequence[Any], links: Sequence[str]) -> None:
    if links:
        source.rows().filter(pk__in=keys).update(**dict.fromkeys(links))


def _empty(column: Any, keys: Sequence[Any]) -> None:
    through = column.remote_field.through
    name = column.m2m_field_name()
    through._base_manager.filter(**{f"{name}__in": keys}).delete()
