"""What an action touches in a row: which fields it clears, which links it cuts."""

from __future__ import annotations

from privacy_center.sources import Anonymise, PersonalData
from privacy_center.sources.paths import resolve

from .fates import Action


def cleared_fields(source: PersonalData, action: str) -> list[str]:
    """The personal fields that ``action`` takes from a record of ``source``, in model order."""
    if action in (Action.KEEP, Action.REVIEW):
        return []
    going = set(source.identifying) - {source.model._meta.pk.name}
    if action == Action.MINIMISE:
        going -= set(source.kept_by_law)
    if action == Action.ANONYMISE and isinstance(source.on_erasure, Anonymise):
        going |= set(source.on_erasure.values)
    meta = source.model._meta
    return [f.name for f in (*meta.concrete_fields, *meta.many_to_many) if f.name in going]


def cut_links(source: PersonalData, paths: tuple[str, ...] | None = None) -> list[str]:
    """The nullable relations straight to an account, of the owner's paths or of ``paths``."""
    links = []
    for text in source.subject if paths is None else paths:
        link = resolve(source.model, text).link
        if link is not None and link.null and link.name not in links:
            links.append(link.name)
    return links


def walks(source: PersonalData) -> bool:
    """Whether a path to the owner leads through another record, which may go first."""
    paths = [resolve(source.model, text) for text in source.subject]
    return any(len(path.steps) > 1 or path.many for path in paths)
