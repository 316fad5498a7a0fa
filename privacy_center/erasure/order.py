"""The order of steps: what refers goes before what it refers to, and the account last."""

from __future__ import annotations

from collections.abc import Container, Iterable
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model

from .step import Step


def in_order(steps: Iterable[Step]) -> list[Step]:
    """``steps`` so that foreign keys hold after each; the order inside a model is kept."""
    steps = list(steps)
    ranks = _ranks({step.source.model: step.source.part_of for step in steps})
    return sorted(steps, key=lambda step: ranks[step.source.model])


def _ranks(models: dict[type[Model], str]) -> dict[type[Model], int]:
    """The place of each of ``models``, which are given with the relation to their whole.

    The account comes after all that it does not refer to itself: a declaration may look for its
    records by it, and must find them again after an attempt that was broken off. Models in a
    circle are told apart by their relations that cannot be null and those to their wholes, through
    which alone a part is found; then by name.
    """
    named = sorted(models, key=lambda model: model._meta.label)
    for strict in (False, True):
        sorter: TopologicalSorter[type[Model]] = TopologicalSorter()
        targets = {
            model: [
                field.related_model
                for field in _relations(model, models)
                if not (strict and field.null and field.name != models[model])
            ]
            for model in named
        }
        for model in named:
            sorter.add(model)
            for target in targets[model]:
                sorter.add(target, model)
        account: type[Model] = get_user_model()
        if account in models:
            after = _reached(account, targets)
            sorter.add(account, *(model for model in named if model not in after))
        try:
            return {model: rank for rank, model in enumerate(sorter.static_order())}
        except CycleError:
            continue
    return {model: rank for rank, model in enumerate(named)}


def _relations(model: type[Model], models: Container[Any]) -> list[Any]:
    """The fields by which ``model`` refers to another of ``models``."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in models and field.related_model is not model
    ]


def _reached(start: type[Model], targets: dict[type[Model], list[type[Model]]]) -> set[type[Model]]:
    """``start``, and all that it refers to, however far."""
    reached, waiting = {start}, [start]
    while waiting:
        new = [target for target in targets[waiting.pop()] if target not in reached]
        reached.update(new)
        waiting += new
    return reached
