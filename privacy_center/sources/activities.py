"""Which processing activities the code names."""

from __future__ import annotations

from .registry import registry

__all__ = ["named_activities"]


def named_activities() -> frozenset[str]:
    """The slugs that sources, and things held elsewhere, belong to."""
    wholes = (source for source in registry.sources() if registry.parent(source) is None)
    named = {slug for source in wholes for slug in source.activities()}
    return frozenset(named | {held.activity for held in registry.externals()})
