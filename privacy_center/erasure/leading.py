"""The account waits while it alone leads to what a claim keeps in another person's record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.contrib.auth import get_user_model

from privacy_center.holds.models import HoldGround
from privacy_center.holds.queries import held_keys
from privacy_center.sources import others_of, registry
from privacy_center.sources.paths import resolve
from privacy_center.subjects import Subject

from . import fates
from .fates import Action
from .step import Step


def keep_leading(steps: list[Step], subject: Subject) -> Iterator[Step]:
    """The counted ``steps``, with the account's waiting where such a record needs it later.

    An address leads to the record as long as the record stands; an account only while it is there.
    """
    users = get_user_model()
    for step in steps:
        is_account = step.source.model is users
        if is_account and step.action in (Action.DELETE, Action.ANONYMISE):
            # Without the account in hand, what an earlier erasure left of it.
            accounts = step.rows if subject.user is None else [subject.user]
            if any(_leads(Subject(account, subject.emails)) for account in accounts):
                step = replace(step, fate=fates.LEADING)
        yield step


def _leads(person: Subject) -> bool:
    """Whether the account stands on a record of another's that a claim keeps."""
    for source in registry.sources():
        paths = [path for path in source.others if resolve(source.model, path).to_user]
        claimed = held_keys(source.model, HoldGround.CLAIM)
        if paths and claimed.exists():
            found = others_of(source, person)
            if any(found[path].filter(pk__in=claimed).exists() for path in paths if path in found):
                return True
    return False
