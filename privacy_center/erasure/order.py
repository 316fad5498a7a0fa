"""The order of steps: what refers goes before what it refers to."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from django.db.models import Model

from .step import Step


def in_order(steps: Iterable[Step]) -> list[Step]:
    """``steps`` so that foreign keys hold after each; the order inside a model is kept."""
    steps = list(steps)
    ranks = _ranks({step.source.model for step in steps})
    return sorted(steps, key=lambda step: ranks[step.source.model])


def _ranks(models: set[type[Model]]) -> dict[type[Model], int]:
    """Models in a circle are told apart by their relations that cannot be null, then by name."""
    named = sorted(models, key=lambda model: model._meta.label)
    for strict in (False, True):
        sorter: TopologicalSorter[type[Model]] = TopologicalSorter()
        for model in named:
            sorter.add(model)
            for field in model._meta.concrete_fields:
                target = field.related_model if field.is_relation else None
                if target in models and target is not model and not (strict and field.null):
                    sorter.add(target, model)
        try:
            return {model: rank for rank, model in enumerate(sorter.static_order())}
        except CycleError:
            continue
    return {model: rank for rank, model in enumerate(named)}
