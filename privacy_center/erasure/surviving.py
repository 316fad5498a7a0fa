"""Nothing cascades: a row that something else still refers to is not deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet

from privacy_center.sources import registry

from . import fates
from .fates import Action, Fate
from .step import Step


def spare_referenced(steps: list[Step]) -> list[Step]:
    """Turn a deletion into an anonymisation where a row that stays refers to the record.

    A record that is spared stays itself, so the question is asked again until nothing changes.
    A nullable link to an account is no obstacle: it is cut.
    """
    while True:
        settled = [part for step in steps for part in _split(step, steps)]
        if len(settled) == len(steps):
            return settled
        steps = settled


def foreign_keys_to(model: type[Model]) -> Iterator[Any]:
    """The foreign keys, of rows of any model, that may refer to a row of ``model``.

    A record of several tables is referred to through any of them.
    """
    for member in _family(model):
        relations: Any = member._meta.get_fields(include_parents=False, include_hidden=True)
        for relation in relations:
            elsewhere = relation.auto_created and relation.is_relation and not relation.concrete
            if elsewhere and not relation.many_to_many:
                yield relation.field


def _family(model: type[Model]) -> list[type[Model]]:
    """The model with what it inherits from and what inherits from it, table by table."""
    family: list[Any] = [model, *model._meta.get_parent_list()]
    for member in family:
        if member is model or model in member._meta.get_parent_list():
            family += [
                relation.related_model
                for relation in member._meta.related_objects
                if getattr(relation.field.remote_field, "parent_link", False)
            ]
    return list(dict.fromkeys(family))


def referring(model: type[Model]) -> Iterator[Any]:
    """Those of rows that would outlive a deletion: no part of the row, no link that is cut."""
    is_account = issubclass(model, get_user_model())
    for key in foreign_keys_to(model):
        own = key.model._meta.auto_created or key.remote_field.parent_link
        if not own and not (key.null and is_account):
            yield key


def _split(step: Step, steps: list[Step]) -> list[Step]:
    if step.action != Action.DELETE:
        return [step]
    for key in referring(step.source.model):
        if _goes_along(key, steps):
            continue
        staying = _staying(key, step, steps)
        if not staying.exists():
            continue
        target = _target(key, step)
        referred = staying.values(key.attname)
        spared = replace(
            step,
            fate=Fate(Action.ANONYMISE, fates.REFERENCED),
            rows=step.rows.filter(**{f"{target}__in": referred}),
        )
        return [spared, replace(step, rows=step.rows.exclude(**{f"{target}__in": referred}))]
    return [step]


def _goes_along(key: Any, steps: list[Step]) -> bool:
    """Whether all that refers by ``key`` is part of the records, and none of it is spared.

    The database need not be asked what :func:`~.step.with_parts` has made so.
    """
    part = registry.get(key.model)
    if part is None or part.part_of != key.name:
        return False
    actions = {step.action for step in steps if step.source.model is key.model}
    return actions == {Action.DELETE}


def _staying(key: Any, step: Step, steps: list[Step]) -> QuerySet[Any]:
    """The rows that refer by ``key`` to the step's rows and are not deleted themselves."""
    model = key.model
    rows = model._base_manager.filter(**{f"{key.name}__in": step.rows.values(_target(key, step))})
    for other in steps:
        if other.source.model is model and other.action == Action.DELETE:
            rows = rows.exclude(pk__in=other.rows.values("pk"))
    return rows


def _target(key: Any, step: Step) -> str:
    """The field of the step's rows that ``key`` refers to; a child's key is the parent's too."""
    target = key.target_field
    return target.name if target.model is step.source.model else "pk"
