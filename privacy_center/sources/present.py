"""Declarations for models whose fields differ between sites and versions."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

from .paths import own_fields


def present(model: type[Model], names: Iterable[str]) -> tuple[str, ...]:
    """Those of ``names`` that ``model`` has: a site's own user model need not have them all."""
    existing = {field.name for field in own_fields(model)}
    return tuple(name for name in names if name in existing)


def of_base(model: type[Model], base: type[Model], without: Iterable[str] = ()) -> tuple[str, ...]:
    """The fields that ``model`` has from the abstract ``base``, but those in ``without``.

    What a site adds in a model of its own is left for the site to declare.
    """
    named = {field.name for field in (*base._meta.fields, *base._meta.many_to_many)}
    left = named - set(without)
    return tuple(field.name for field in own_fields(model) if field.name in left)
