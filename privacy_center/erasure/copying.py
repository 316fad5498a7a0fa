"""Rows of other sources that repeat what goes: revisions, the labels of logs, search indexes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from privacy_center.sources import Delete, PersonalData, registry
from privacy_center.sources.restricted import release
from privacy_center.subjects import Subject

from .deleting import delete_rows
from .fates import Action
from .models import ErasureRun
from .own_way import has_own_way
from .step import Step


def copiers_of(step: Step) -> list[PersonalData]:
    """The sources that may repeat the step's rows; the others are not asked batch by batch."""
    if step.action not in (Action.DELETE, Action.ANONYMISE, Action.MINIMISE):
        return []
    return [source for source in _copying() if source.may_copy(step.source.model)]


def _copying() -> list[PersonalData]:
    return [each for each in registry.sources() if type(each).copies is not PersonalData.copies]


def forget_copies(
    step: Step,
    keys: Sequence[Any],
    subject: Subject | None,
    copiers: Sequence[PersonalData],
    run: ErasureRun | None,
) -> None:
    """Ask the ``copiers`` for their copies of the step's rows with ``keys``, and let them go.

    A copy may stand in somebody else's row, such as the log of who changed what: a source that
    says how its rows are made anonymous does that, any other source's copies are deleted.
    Rows that lose only a part, to a law or to another person, stay: so do rows that merely speak
    of them, and the rest of what repeats them.
    """
    model = step.source.model
    staying = step.action == Action.MINIMISE or step.only is not None
    fields = step.fields if staying else list(step.source.identifying)
    for source in copiers:
        rows = source.copies(model, list(keys))
        if has_own_way(source) or not isinstance(source.on_erasure, Delete):
            for record in rows:
                source.anonymise_copy(record, subject, model, fields)
        elif not staying:
            _delete(source, rows, run)


def _delete(source: PersonalData, rows: QuerySet[Any], run: ErasureRun | None) -> None:
    keys = list(rows.values_list("pk", flat=True))
    if keys:
        delete_rows(source, keys, run)
        release(source.model, keys)
