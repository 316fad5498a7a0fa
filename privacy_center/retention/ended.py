"""What outlived an erasure for a claim that has ended: the erasure is carried out after all.

Such a record is known by its restriction alone, which tells the hashes of whoever was erased. Whose
it is, the record must say itself: somebody else's stays with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from privacy_center.erasure import fates
from privacy_center.erasure.administrators import is_last_administrator
from privacy_center.erasure.fates import Action, Fate
from privacy_center.erasure.models import RunHash
from privacy_center.erasure.rules import Rules, removal
from privacy_center.erasure.shared import Portion, owners_portions
from privacy_center.erasure.step import Step, with_parts
from privacy_center.holds.people import HeldPeople, not_held
from privacy_center.holds.record_keys import parsed
from privacy_center.ledger.pseudonyms import (
    pseudonyms_of_user_under_every_key,
    pseudonyms_under_every_key,
)
from privacy_center.sources import PersonalData, registry
from privacy_center.sources.key_lists import key_list
from privacy_center.sources.models import RestrictedRecord
from privacy_center.sources.ownership import owners_of
from privacy_center.sources.restricted import key_text
from privacy_center.sources.restricting import renew_restrictions
from privacy_center.subjects import Subject, subject_of_user
from privacy_center.subjects.accounts import seen_since

ENDED = _("The claim that this was kept for has ended.")


def ended_steps(rules: Rules, held: HeldPeople) -> Iterator[Step]:
    """The steps for what nothing holds any more. A law that keeps a record is still obeyed.

    Whoever has come back to the account in the meantime asks anew: nothing of theirs goes by night.
    """
    held = held.joined(HeldPeople.of(_came_back()))
    kept = RestrictedRecord.objects.filter(ground=Action.KEEP)
    for name in kept.order_by("source").values_list("source", flat=True).distinct():
        source = registry.get(name)
        if source is not None:
            yield from _steps_of(source, rules, held)


def is_to_settle(step: Step) -> bool:
    """Whether the step's rows are kept by a law after the claim."""
    return step.action == Action.MINIMISE and not step.source.part_of


def settle(step: Step, keys: Sequence[Any]) -> None:
    """Say of rows that a law keeps that it does, and until when, and the claim no longer.

    After the step, so that one that is broken off comes again.
    """
    texts = list(map(key_text, keys))
    renew_restrictions(step.source.name, texts, [], str(step.action), step.fate.kept_until)


def _steps_of(source: PersonalData, rules: Rules, held: HeldPeople) -> Iterator[Step]:
    named = _named(source)
    rows = source.rows().filter(pk__in=key_list(source.model, named))
    rows = rows.exclude(pk__in=source.guard(rows).values("pk"))
    rows = not_held(source, rows, held)
    own, addresses = _owned(source, rows, named)
    rows = rows.filter(pk__in=key_list(source.model, own))
    person = Subject.of(None, addresses)
    for slug, condition in source.activities().items():
        for fate, share in rules.shares(source, slug, rows.filter(condition)):
            for portion in _portions(source, person, fate, share):
                yield from with_parts(Step(source, slug, *portion))


def _portions(
    source: PersonalData, person: Subject, fate: Fate, rows: QuerySet[Any]
) -> Iterator[Portion]:
    """What goes of the person's own rows; nothing where they wait for something else now."""
    if fate is fates.ASSIGNMENT:
        # It was kept for the claim, and nothing but a claim could keep it.
        fate = Fate(removal(source), ENDED)
    if fate.action in (Action.KEEP, Action.REVIEW):
        return
    for found, share, only, links, beside in owners_portions(source, person, fate, rows):
        by_law = found.action == Action.MINIMISE
        yield found if by_law else replace(found, ground=ENDED), share, only, links, beside


def _named(source: PersonalData) -> dict[Any, set[str]]:
    """The hashes by the key of each row that was kept for a claim, and for nothing else.

    What an unfinished erasure still takes up is left to it.
    """
    restricted = RestrictedRecord.objects.filter(source=source.name)
    going = RunHash.objects.filter(run__closed_at=None).values("pseudonym")
    others = restricted.filter(~Q(ground=Action.KEEP) | Q(pseudonym__in=going))
    rows = restricted.exclude(record_key__in=others.values("record_key"))
    named: dict[Any, set[str]] = defaultdict(set)
    for text, pseudonym in rows.values_list("record_key", "pseudonym").iterator():
        named[parsed(source.model, text)].add(pseudonym)
    return named


def _owned(
    source: PersonalData, rows: QuerySet[Any], named: dict[Any, set[str]]
) -> tuple[list[Any], set[str]]:
    """The keys of the rows that are nobody else's, and the addresses of those who were erased."""
    strangers: set[Any] = set()
    addresses: set[str] = set()
    for key, owner in source.people(rows):
        if owner in (None, ""):
            continue
        if _leads_to(owner, named[key]):
            addresses.add(str(owner))
        else:
            strangers.add(key)
    for text in source.others:
        pairs = owners_of(source.model, (text,), rows)
        addresses |= {str(it) for key, it in pairs if it and _leads_to(it, named[key])}
    keys = rows.values_list("pk", flat=True)
    return [key for key in keys if key not in strangers], {it for it in addresses if "@" in it}


def _leads_to(owner: Any, hashes: set[str]) -> bool:
    """Whether an account's key or an address has one of the hashes."""
    by_key = pseudonyms_of_user_under_every_key(owner)
    by_address = pseudonyms_under_every_key(owner) if "@" in str(owner) else ()
    return not hashes.isdisjoint((*by_key, *by_address))


def _came_back() -> Iterator[Subject]:
    """Those who have used their account since it was kept: nobody takes it from them by night.

    And the last administrator, whom a site cannot lose.
    """
    users = get_user_model()
    kept = RestrictedRecord.objects.filter(source=users._meta.label_lower, ground=Action.KEEP)
    since = {parsed(users, text): at for text, at in kept.values_list("record_key", "created_at")}
    for user in users._base_manager.filter(pk__in=key_list(users, since)):
        kept_at = since[user.pk]
        signed_in = user.last_login is not None and user.last_login > kept_at
        seen = signed_in or seen_since(kept_at).filter(user=user.pk).exists()
        if seen or is_last_administrator(user):
            yield subject_of_user(user)
