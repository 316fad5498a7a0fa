"""Declarations for models whose fields differ between sites and versions."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

from ..paths import own_fields


def present(model: type[Model], names: Iterable[str]) -> tuple[str, ...]:
    """Those of ``names`` that ``model`` has: a site's own user model need not have them all."""
    existing = {field.name for field in own_fields(model)}
    return tuple(name for name in names if name in existing)
