"""What alone leads to what a claim keeps in another person's record waits: mostly the account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib.auth import get_user_model

from privacy_center.holds.models import HoldGround
from privacy_center.holds.queries import held_keys
from privacy_center.sources import PersonalData, others_of, registry
from privacy_center.sources.paths import resolve
from privacy_center.subjects import Subject

from . import fates
from .fates import Action
from .step import Step


def keep_leading(steps: list[Step], subject: Subject) -> Iterator[Step]:
    """The counted ``steps``, with those waiting that such a record needs later.

    An address on the record leads there as long as it stands; the account, or a record on the way
    to it, only while that is there.
    """
    users, on_the_way = get_user_model(), _on_the_way(steps)
    for step in steps:
        model = step.source.model
        if step.action in (Action.DELETE, Action.ANONYMISE):
            # Without the account in hand, what an earlier erasure left of it.
            accounts = step.rows if subject.user is None else [subject.user]
            if model in on_the_way or (
                model is users
                and any(_leads(Subject(account, subject.emails)) for account in accounts)
            ):
                step = replace(step, fate=fates.LEADING)
        yield step


def _on_the_way(steps: list[Step]) -> set[Any]:
    """The models through which a path leads to what a claim keeps."""
    found: set[Any] = set()
    for step in steps:
        if step.fate is fates.ANOTHERS_HELD:
            path = resolve(step.source.model, step.beside)
            found.update(field.related_model for field in path.steps if field.is_relation)
    return found - {get_user_model()}


def _leads(person: Subject) -> bool:
    """Whether the account stands on a record of another's that a claim keeps."""
    for source in registry.sources():
        # Where nothing of theirs stands beside the link, nothing need be found again.
        paths = [p for p, fields in source.others.items() if fields and _to_user(source, p)]
        claimed = held_keys(source.model, HoldGround.CLAIM)
        if paths and claimed.exists():
            found = others_of(source, person)
            if any(found[path].filter(pk__in=claimed).exists() for path in paths if path in found):
                return True
    return False


def _to_user(source: PersonalData, path: str) -> bool:
    return resolve(source.model, path).to_user
