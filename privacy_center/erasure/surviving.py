"""Nothing cascades: a row that something else still refers to is not deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet

from . import fates
from .fates import Action, Fate
from .step import Step


def spare_referenced(steps: list[Step]) -> list[Step]:
    """Turn a deletion into an anonymisation where a row that stays refers to the record.

    ``steps`` are in order: what refers comes before what it refers to, so a chain of references
    is followed to its end. A nullable link to an account is no obstacle: it is cut.
    """
    settled: list[Step] = []
    for step in steps:
        settled += _split(step, settled) if step.action == Action.DELETE else [step]
    return settled


def foreign_keys_to(model: type[Model]) -> Iterator[Any]:
    """The foreign keys, of rows of any model, that may refer to a row of ``model``."""
    relations: Any = model._meta.get_fields(include_hidden=True)
    for relation in relations:
        held_elsewhere = relation.auto_created and relation.is_relation and not relation.concrete
        if held_elsewhere and not relation.many_to_many:
            yield relation.field


def referring(model: type[Model]) -> Iterator[Any]:
    """Those of rows that would outlive a deletion: no part of the row, no link that is cut."""
    is_account = issubclass(model, get_user_model())
    for key in foreign_keys_to(model):
        own = key.model._meta.auto_created or key.remote_field.parent_link
        if not own and not (key.null and is_account):
            yield key


def _split(step: Step, before: list[Step]) -> list[Step]:
    for key in referring(step.source.model):
        staying = _staying(key, step, before)
        if not staying.exists():
            continue
        referred = staying.values(key.attname)
        target = key.target_field.name
        spared = replace(
            step,
            fate=Fate(Action.ANONYMISE, fates.REFERENCED),
            rows=step.rows.filter(**{f"{target}__in": referred}),
        )
        going = replace(step, rows=step.rows.exclude(**{f"{target}__in": referred}))
        return [spared, *_split(going, before)]
    return [step]


def _staying(key: Any, step: Step, before: list[Step]) -> QuerySet[Any]:
    """The rows that refer by ``key`` to the step's rows and are not deleted themselves."""
    model = key.model
    target = key.target_field.name
    rows = model._base_manager.filter(**{f"{key.name}__in": step.rows.values(target)})
    for other in (*before, step):
        if other.source.model is model and other.action == Action.DELETE:
            rows = rows.exclude(pk__in=other.rows.values("pk"))
    return rows
