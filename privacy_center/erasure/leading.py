"""What alone leads to what a claim keeps in another person's record waits: mostly the account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from privacy_center.holds.people import HeldPeople, claimed
from privacy_center.holds.queries import any_hold
from privacy_center.sources import PersonalData, others_of, registry
from privacy_center.sources.ownership import NOTHING
from privacy_center.sources.paths import resolve
from privacy_center.subjects import Subject

from . import fates
from .fates import Action
from .step import Step

#: The rows of each model that must stay.
Leading = dict[Any, Q]


def keep_leading(steps: list[Step], subject: Subject) -> Iterator[Step]:
    """The counted ``steps``, with those rows waiting that such a record needs later.

    An address on the record leads there as long as it stands; the account, or a record on the way
    to it, only while that is there. A part needs no step of its own where its whole waits.
    """
    if not any_hold():
        yield from steps
        return
    leading = _on_the_way(steps)
    accounts = _accounts(steps, subject)
    if accounts:
        leading[get_user_model()] = Q(pk__in=accounts)
    for step in steps:
        if not leading or step.action not in (Action.DELETE, Action.ANONYMISE):
            yield step
            continue
        waiting = step.rows.filter(leading.get(step.source.model, NOTHING))
        staying = step.rows.filter(_with_wholes(step.source, leading))
        yield from _counted(replace(step, rows=step.rows.exclude(pk__in=staying.values("pk"))))
        yield from _counted(replace(step, rows=waiting, fate=fates.LEADING))


def _counted(step: Step) -> Iterator[Step]:
    step.records = step.rows.count()
    if step.records:
        yield step


def _with_wholes(source: PersonalData, leading: Leading) -> Q:
    """The rows of ``source`` that must stay, or whose whole must."""
    staying = leading.get(source.model, NOTHING)
    parent = registry.parent(source)
    if parent is None:
        return staying
    wholes = parent.rows().filter(_with_wholes(parent, leading))
    return staying | Q(**{f"{source.part_of}__in": wholes.values("pk")})


def _on_the_way(steps: list[Step]) -> Leading:
    """The records through which a path leads to what a claim keeps."""
    found: Leading = {}
    for step in steps:
        if step.fate is not fates.ANOTHERS_HELD:
            continue
        names: list[str] = []
        for field in resolve(step.source.model, step.beside).steps:
            names.append(field.name)
            model = field.related_model if field.is_relation else None
            if model is None or model is get_user_model():
                continue
            keys = _not_null(step.rows, "__".join(names))
            found[model] = found.get(model, NOTHING) | Q(pk__in=keys)
    return found


def _not_null(rows: QuerySet[Any], path: str) -> QuerySet[Any]:
    return rows.filter(**{f"{path}__isnull": False}).order_by().values(path)


def _accounts(steps: list[Step], subject: Subject) -> list[Any]:
    """The keys of the accounts that lead to what a claim keeps in another's record."""
    found: list[Any] = []
    for step in steps:
        if step.source.model is get_user_model():
            # Without the account in hand, what an earlier erasure left of it.
            accounts = step.rows if subject.user is None else [subject.user]
            leads = (user for user in accounts if _leads(Subject(user, subject.emails)))
            found += [user.pk for user in leads]
    return found


def _leads(person: Subject) -> bool:
    """Whether the account stands on a record of another's that a claim keeps."""
    held = HeldPeople.read()
    for source in registry.sources():
        # Where nothing of theirs stands beside the link, nothing need be found again.
        paths = [p for p, fields in source.others.items() if fields and _to_user(source, p)]
        if not paths:
            continue
        found = others_of(source, person)
        rows = (found[path] for path in paths if path in found)
        if any(each.filter(claimed(source, each, held)).exists() for each in rows):
            return True
    return False


def _to_user(source: PersonalData, path: str) -> bool:
    return resolve(source.model, path).to_user
