"""The proof: whether a person's identifiers still stand anywhere after an erasure."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Model
from wagtail.models import Page, Revision

from privacy_center.sources import PersonalData, registry
from privacy_center.sources.models import RestrictedRecord
from privacy_center.sources.restricted import key_text
from privacy_center.subjects import Subject, fold_email

from .columns import Match, matches
from .fates import Action
from .identifiers import Identifiers
from .searching import needles

OURS = "ours"
ANOTHERS = "another's"


def residue(identifiers: Identifiers, subject: Subject) -> list[dict[str, Any]]:
    """Each place where the person's identifiers are still found, outside what is lawfully kept.

    ``ours`` must be empty before anything is called complete. What stands in another person's
    record, or on a page, is ``another's``: the officer redacts it or accepts it.
    """
    needle = needles(identifiers.searched)
    if needle is None:
        return []
    found: Counter[tuple[str, str, str]] = Counter()
    for model, match in matches(needle):
        for column in _unlawful(model, match):
            state = _state(model, match[0], identifiers, subject)
            found[(model._meta.label_lower, column, state)] += 1
    return [
        {"model": model, "field": column, "count": count, "state": state}
        for (model, column, state), count in sorted(found.items())
    ]


def _unlawful(model: type[Model], match: Match) -> list[str]:
    """The columns that named the person and may not: no restriction allows them to."""
    key, columns = match
    source = registry.get(model)
    grounds = _grounds(model, source, key)
    if not grounds:
        return columns
    if grounds & {Action.KEEP, Action.REVIEW}:
        return []
    on_voucher = set(source.kept_by_law) if source else set()
    return [column for column in columns if column not in on_voucher]


def _grounds(model: type[Model], source: PersonalData | None, key: Any) -> set[str]:
    """Why a row may outlive an erasure: its own restriction, or that of what it is a part of."""
    rows = RestrictedRecord.objects.filter(source=model._meta.label_lower, record_key=key_text(key))
    grounds = set(rows.values_list("ground", flat=True))
    parent = registry.parent(source) if source and not grounds else None
    if source is None or parent is None:
        return grounds
    above = source.rows().filter(pk=key).values_list(source.part_of, flat=True).first()
    return set() if above is None else _grounds(parent.model, parent, above)


def _state(model: type[Model], key: Any, identifiers: Identifiers, subject: Subject) -> str:
    if issubclass(model, (Page, Revision)):
        return ANOTHERS
    source = registry.get(model)
    if source is None:
        return OURS
    owner = _owner(source, key)
    if owner in (None, ""):
        return OURS
    if isinstance(owner, str) and "@" in owner:
        return OURS if fold_email(owner) in identifiers.emails else ANOTHERS
    mine = {identifiers.user_pk, str(subject.user_pk)} - {"", "None"}
    return OURS if str(owner) in mine else ANOTHERS


def _owner(source: PersonalData, key: Any) -> Any:
    """Who owns a row, through the record that it is a part of."""
    parent = registry.parent(source)
    if parent is not None:
        above = source.rows().filter(pk=key).values_list(source.part_of, flat=True).first()
        return None if above is None else _owner(parent, above)
    return next((who for _key, who in source.people(source.rows().filter(pk=key))), None)
