"""Material changes: people are told before they hold, and asked again where they had said yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..audit import Actor, record
from ..consent import ask_again
from ..days import site_today
from ..subjects import Subject
from .announcements import MaterialChange, ToldPerson
from .recorded import changed_consents
from .version import PolicyVersion


def declare_change(
    version: PolicyVersion, before: PolicyVersion | None, *, actor: Actor | None
) -> MaterialChange:
    """Note the change that ``version`` makes, and ask again for the consents that it touches.

    Each language of a policy joins the same change by its day; nobody is asked twice for it.
    """
    day = version.effective_on
    if day is None:
        raise ValueError("A material change takes effect on a day.")
    change, created = MaterialChange.objects.get_or_create(policy=version.policy, effective_on=day)
    if created:
        record("policy_change_declared", actor=actor, policy=version.policy, day=day)
    for slug in changed_consents(before.records, version.records) if before else ():
        ask_again(slug, due_on=day, actor=actor)
    return change


def words_of(change: MaterialChange) -> dict[str, PolicyVersion]:
    """The version that tells of the change in each language, the one published first in front."""
    versions = PolicyVersion.objects.filter(
        policy=change.policy, effective_on=change.effective_on
    ).order_by("published_at", "pk")
    return {version.language: version for version in versions.defer("document")}


def coming_changes(today: dt.date | None = None) -> list[MaterialChange]:
    """The changes that do not hold yet, the next one first."""
    return list(MaterialChange.objects.filter(effective_on__gt=today or site_today()))


def unseen_by(person: Subject) -> list[tuple[MaterialChange, dict[str, PolicyVersion]]]:
    """The coming changes that the person has not marked as seen, with their words by language."""
    coming = coming_changes()
    if not coming:
        return []
    seen = set(
        ToldPerson.objects.filter(
            change__in=coming, person__in=person.hashes, seen_at__isnull=False
        ).values_list("change_id", flat=True)
    )
    return [(change, words_of(change)) for change in coming if change.pk not in seen]


@transaction.atomic
def mark_seen(person: Subject, changes: Iterable[Any]) -> None:
    """Note that the person has seen these changes, by key. Unknown keys are passed by."""
    for change in MaterialChange.objects.filter(pk__in=[key for key in changes if key]):
        told, _created = ToldPerson.objects.get_or_create(change=change, person=person.pseudonym)
        if told.seen_at is None:
            told.seen_at = timezone.now()
            told.save(update_fields=["seen_at"])
