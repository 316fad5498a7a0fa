"""What outlived an erasure for a claim that has ended: the erasure is carried out after all.

Such a record is known by its restriction alone, which tells the hashes of whoever was erased. Whose
it is, the record must say itself: somebody else's record, on which the person only stands, loses
what is the person's and nothing more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from privacy_center.erasure import fates
from privacy_center.erasure.administrators import is_last_administrator
from privacy_center.erasure.fates import Action, Fate
from privacy_center.erasure.models import RunHash
from privacy_center.erasure.rules import Rules, removal
from privacy_center.erasure.scope import cut_links
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
from privacy_center.sources.restricted import key_text, release
from privacy_center.sources.restricting import renew_restrictions
from privacy_center.subjects import Subject, subject_of_user
from privacy_center.subjects.accounts import seen_since

ENDED = _("The claim that this was kept for has ended.")


@dataclass
class _Whose:
    """The keys of the rows that are the person's own, and of those where they only stand."""

    own: list[Any] = field(default_factory=list)
    beside: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    #: The addresses on the rows that are those of whoever was erased.
    emails: set[str] = field(default_factory=set)


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


def keys_to_settle(step: Step) -> list[Any]:
    """The rows of a step that are still there afterwards, but no longer for the claim."""
    stays = step.action == Action.MINIMISE or step.only is not None
    return list(step.rows.values_list("pk", flat=True)) if stays else []


def settle(step: Step, keys: Sequence[Any]) -> None:
    """Say of the rows what keeps them now: a law until its day, or that they are not the person's.

    After the step, so that one that is broken off comes again.
    """
    if step.action == Action.MINIMISE:
        name, texts = step.source.name, list(map(key_text, keys))
        renew_restrictions(name, texts, [], str(Action.MINIMISE), step.fate.kept_until)
    elif keys:
        release(step.source.model, keys)


def _steps_of(source: PersonalData, rules: Rules, held: HeldPeople) -> Iterator[Step]:
    named = _named(source)
    rows = source.rows().filter(pk__in=key_list(source.model, named))
    rows = rows.exclude(pk__in=source.guard(rows).values("pk"))
    whose = _whose(source, not_held(source, rows, held), named)
    person = Subject.of(None, whose.emails)
    own = source.rows().filter(pk__in=key_list(source.model, whose.own))
    for slug, condition in source.activities().items():
        for fate, share in rules.shares(source, slug, own.filter(condition)):
            for portion in _portions(source, person, fate, share):
                yield from with_parts(Step(source, slug, *portion))
        if rules.book.get(slug) is not None:
            for text, keys in whose.beside.items():
                found = source.rows().filter(condition, pk__in=key_list(source.model, keys))
                mine = tuple(f for f in source.others[text] if f not in source.kept_by_law)
                links = tuple(cut_links(source, (text,)))
                yield Step(source, slug, Fate(Action.ANONYMISE, ENDED), found, mine, links)


def _portions(
    source: PersonalData, person: Subject, fate: Fate, rows: QuerySet[Any]
) -> Iterator[Portion]:
    """What goes of the person's own rows; nothing where they wait for something else now."""
    if fate is fates.ASSIGNMENT:
        # It was kept for the claim, and nothing but a claim could keep it.
        fate = Fate(removal(source), ENDED)
    if fate.action in (Action.KEEP, Action.REVIEW):
        return
    for found, share, only, links in owners_portions(source, person, fate, rows):
        by_law = found.action == Action.MINIMISE
        yield found if by_law else replace(found, ground=ENDED), share, only, links


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


def _whose(source: PersonalData, rows: QuerySet[Any], named: dict[Any, set[str]]) -> _Whose:
    whose, strangers = _Whose(), set()
    for key, owner in source.people(rows):
        if owner not in (None, "") and not _is_theirs(owner, named[key], whose):
            strangers.add(key)
    for text in source.others:
        for key, other in owners_of(source.model, (text,), rows):
            if other is not None and _is_theirs(other, named[key], whose) and key in strangers:
                whose.beside[text].append(key)
    whose.own = [key for key in rows.values_list("pk", flat=True) if key not in strangers]
    return whose


def _is_theirs(owner: Any, names: set[str], whose: _Whose) -> bool:
    """Whether an account's key or an address leads to one of the hashes."""
    if not names.isdisjoint(pseudonyms_of_user_under_every_key(owner)):
        return True
    address = isinstance(owner, str) and "@" in owner
    if not address or names.isdisjoint(pseudonyms_under_every_key(owner)):
        return False
    whose.emails.add(owner)
    return True


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
