"""What one transaction does to a batch of rows: delete, anonymise, minimise, restrict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import models, transaction

from privacy_center.sources import Anonymise, PersonalData
from privacy_center.sources.blanks import blank_expression, column_of
from privacy_center.sources.restricted import any_restricted, put_under_review, release, restrict
from privacy_center.subjects import Subject

from .copying import copiers_of, forget_copies
from .deleting import delete_rows
from .fates import Action
from .files import (
    FilesRemain,
    delete_files,
    file_columns,
    forget_files,
    forget_named_files,
    holds_files,
    write_down,
)
from .keys import key_batches
from .models import ErasureRun
from .own_way import anonymise_own_way, has_own_way, owned_by_others
from .step import Step

__all__ = ["carry_out", "remember"]


def carry_out(
    step: Step,
    subject: Subject | None,
    *,
    run: ErasureRun | None = None,
    after: Any = None,
    ready: Callable[[], None] | None = None,
    told: Callable[[int, Any], None] | None = None,
    still: Callable[[Sequence[Any]], Sequence[Any]] | None = None,
) -> Iterator[int]:
    """Carry out ``step`` batch by batch, each in a transaction; yields the rows of each.

    Idempotent and resumable: rows that are gone, or no longer lead to the person, do not come
    again, and what comes again is written the same. ``ready`` is called first thing in the
    transaction of each batch: where it raises nothing is done. ``still`` says then which keys of
    the batch go now: they were found when the step began. ``told`` is called last with the size of
    the batch and its last key, so that what it notes holds exactly for what was committed;
    ``after`` is the key to go on from. Files go after the commit of the batch that
    wrote them down; raises :class:`~.files.FilesRemain` at the end where one stays, and
    RuntimeError in a transaction: what is not committed yet may keep its files.
    """
    has_files = holds_files(step.source)
    copiers = copiers_of(step)
    if _nothing_to_do(step, copiers):
        yield from _pass_over(step, after, told)
        return
    for keys in key_batches(step.rows, after):
        with transaction.atomic(durable=True):
            if ready is not None:
                ready()
            going = keys if still is None else still(keys)
            if going:
                _apply(step, going, subject, run, copiers)
            if told is not None:
                told(len(keys), keys[-1])
        if has_files:
            delete_files(run, step.source.name)
        yield len(going)
    if has_files and (left := delete_files(run, step.source.name)):
        raise FilesRemain(f"{left} files could not be deleted")


def _nothing_to_do(step: Step, copiers: Sequence[PersonalData]) -> bool:
    """A part that stays as it is needs no word of its own: it stands as its whole does."""
    stays = step.action in (Action.MINIMISE, Action.ANONYMISE) and bool(step.source.part_of)
    if not stays or step.fields or step.links or copiers or has_own_way(step.source):
        return False
    if step.action == Action.ANONYMISE and any_restricted(step.source.model):
        return False
    return not holds_files(step.source)


def _pass_over(step: Step, after: Any, told: Callable[[int, Any], None] | None) -> Iterator[int]:
    """Tell of rows that need nothing, all at once."""
    rows = step.rows if after is None else step.rows.filter(pk__gt=after)
    last = rows.order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        return
    count = step.records if after is None else rows.filter(pk__lte=last).count()
    if told is not None:
        with transaction.atomic(durable=True):
            told(count, last)
    yield count


def _apply(
    step: Step,
    keys: Sequence[Any],
    subject: Subject | None,
    run: ErasureRun | None,
    copiers: Sequence[PersonalData],
) -> None:
    source = step.source
    if step.action in (Action.DELETE, Action.ANONYMISE, Action.MINIMISE):
        forget_copies(step, keys, subject, copiers, run)
    if step.action == Action.DELETE:
        delete_rows(source, keys, run)
        release(source.model, keys)
        return
    own = keys
    if step.action == Action.MINIMISE:
        own = _minimise(step, keys, subject, run)
    elif step.action == Action.ANONYMISE:
        _anonymise(step, keys, subject, run)
    staying_whole = step.action in (Action.MINIMISE, Action.KEEP, Action.REVIEW)
    if subject is not None and staying_whole and not source.part_of and not step.beside:
        restrict(source.model, own, subject.hashes, str(step.action), step.fate.kept_until)


def _minimise(
    step: Step, keys: Sequence[Any], subject: Subject | None, run: ErasureRun | None
) -> Sequence[Any]:
    """Cut the rows to what a law demands; the keys of those that nobody else owns too."""
    source = step.source
    if not source.kept_by_law:
        forget_named_files(source, keys, run)
    if step.only is not None or not has_own_way(source):
        _clear(source, keys, step.fields, step.links, run)
        return keys
    _go_own_way(step, keys, subject, run, keeping=source.kept_by_law)
    others = owned_by_others(source, keys, subject)
    return [key for key in keys if key not in others]


def remember(step: Step, subject: Subject) -> None:
    """Let the person's hashes lead to the step's rows, whatever is cut or deleted before them.

    Only to rows of their own: another's record would become the person's, and go with them. What
    an earlier erasure has locked stays locked.
    """
    if step.beside:
        return
    for keys in key_batches(step.rows):
        put_under_review(step.source.model, keys, subject.hashes)


def _anonymise(
    step: Step, keys: Sequence[Any], subject: Subject | None, run: ErasureRun | None
) -> None:
    source = step.source
    if step.only is None:
        forget_named_files(source, keys, run)
    if step.only is None and has_own_way(source):
        _go_own_way(step, keys, subject, run)
        release(source.model, keys)
        return
    _clear(source, keys, step.fields, step.links, run)
    if not step.beside:
        # What stays of a record that another person is on too is no longer about this one.
        release(source.model, keys)


def _go_own_way(
    step: Step,
    keys: Sequence[Any],
    subject: Subject | None,
    run: ErasureRun | None,
    *,
    keeping: Sequence[str] = (),
) -> None:
    source = step.source
    before = _file_names(source, keys)
    anonymise_own_way(source, keys, subject, keeping=keeping)
    after = _file_names(source, keys)
    for name, files in before.items():
        write_down(source.model, name, files - after[name], run)
    _cut(source, keys, step.links)


def _file_names(source: PersonalData, keys: Sequence[Any]) -> dict[str, set[str]]:
    rows = source.rows().filter(pk__in=keys)
    return {
        column.name: set(filter(None, rows.values_list(column.name, flat=True)))
        for column in file_columns(source.model)
    }


def _clear(
    source: PersonalData,
    keys: Sequence[Any],
    names: Sequence[str],
    links: Sequence[str],
    run: ErasureRun | None,
) -> None:
    """Blank fields and cut links by one UPDATE; values that each row gets anew go row by row."""
    given = source.on_erasure.values if isinstance(source.on_erasure, Anonymise) else {}
    rows = source.rows().filter(pk__in=keys)
    columns = [column_of(source.model, name) for name in names]
    for column in columns:
        if isinstance(column, models.ManyToManyField):
            _empty(column, keys)
    forget_files(rows, file_columns(source.model, names), run)
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
