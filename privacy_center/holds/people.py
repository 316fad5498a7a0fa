"""From the hashes of people on hold to what is theirs.

A hold knows a person by a hash alone, and no hash can be looked up backwards: accounts and
addresses are hashed and compared, and only while somebody is on hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from ..ledger.pseudonyms import pseudonyms_under_every_key
from ..sources import PersonalData, registry
from ..sources.key_lists import key_list
from ..sources.ownership import NOTHING, at, owners_of
from ..sources.paths import resolve
from ..sources.restricted import restricted_keys
from ..subjects import Subject, subjects_of_hashes
from .models import HoldGround
from .queries import held_keys, held_people


@dataclass(frozen=True)
class _KnownByHash(Subject):
    """People of whom nothing but hashes is known: they lead to rows that name hashes."""

    known: tuple[str, ...] = ()

    @cached_property
    def hashes(self) -> tuple[str, ...]:
        """The hashes that are known."""
        return self.known


@dataclass(frozen=True)
class HeldPeople:
    """Everybody on hold at one moment: the accounts that the holds lead to, and every hash."""

    subjects: tuple[Subject, ...] = ()
    hashes: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def read(cls) -> HeldPeople:
        """Who is on hold now. Reads the accounts only where a hold on a person exists."""
        named = held_people()
        return cls.of(subjects_of_hashes(named), named) if named else cls()

    @classmethod
    def of(cls, subjects: Iterable[Subject], hashes: Iterable[str] = ()) -> HeldPeople:
        """These people, and whomever the hashes lead to without an account."""
        subjects = tuple(subjects)
        return cls(subjects, frozenset(hashes).union(*(subject.hashes for subject in subjects)))

    def joined(self, other: HeldPeople) -> HeldPeople:
        """Both: what is spared for the one reason or the other."""
        return HeldPeople((*self.subjects, *other.subjects), self.hashes | other.hashes)

    @cached_property
    def accounts(self) -> frozenset[str]:
        """The keys of the accounts, as text."""
        return frozenset(str(subject.user_pk) for subject in self.subjects)

    def has(self, owner: Any) -> bool:
        """Whether ``owner``, an account's key or an e-mail address, is somebody on hold."""
        if owner in (None, ""):
            return False
        if str(owner) in self.accounts:
            return True
        if not isinstance(owner, str) or "@" not in owner:
            return False
        return not self.hashes.isdisjoint(pseudonyms_under_every_key(owner))

    def without_theirs(
        self, source: PersonalData, rows: QuerySet[Any], *, beside: bool = True
    ) -> QuerySet[Any]:
        """``rows`` without those that somebody on hold owns, or stands on ``beside`` the owner.

        Nor those that outlived an earlier erasure of theirs: only the hash still says whose.
        """
        if not self.hashes:
            return rows
        others = tuple(source.others) if beside else ()
        rows = rows.exclude(pk__in=restricted_keys(source.model, self.hashes))
        rows = rows.exclude(self._found(source, others))
        return rows.exclude(pk__in=list(self._named(source, rows, others)))

    def _found(self, source: PersonalData, others: Iterable[str]) -> Q:
        """The rows that the database finds: by account, by address, and by hash."""
        theirs = NOTHING
        for subject in (*self.subjects, _KnownByHash(known=tuple(self.hashes))):
            theirs |= Q(pk__in=source.find(subject).values("pk"))
            for text in others:
                here = at(source.model, resolve(source.model, text), subject)
                theirs |= Q(pk__in=source.rows().filter(here).values("pk"))
        return theirs

    def _named(
        self, source: PersonalData, rows: QuerySet[Any], others: Iterable[str]
    ) -> Iterator[Any]:
        """The keys of the rows that name an address: of that a hold knows the hash alone."""
        own_way = type(source).people is not PersonalData.people
        if own_way or _addresses(source, source.subject):
            yield from (key for key, owner in source.people(rows) if self.has(owner))
        for text in _addresses(source, others):
            pairs = owners_of(source.model, (text,), rows)
            yield from (key for key, other in pairs if self.has(other))


def not_held(source: PersonalData, rows: QuerySet[Any], held: HeldPeople) -> QuerySet[Any]:
    """``rows`` without those on hold, by record or by person; a part follows its whole."""
    parent = registry.parent(source)
    if parent is None:
        free = rows.exclude(pk__in=held_keys(source.model))
        return held.without_theirs(source, free)
    wholes = parent.rows().filter(pk__in=rows.values(source.part_of))
    return rows.filter(**{f"{source.part_of}__in": not_held(parent, wholes, held).values("pk")})


def claimed(source: PersonalData, rows: QuerySet[Any], held: HeldPeople) -> Q:
    """Those of ``rows`` that a claim keeps: by record, or since their owner is on hold.

    Where somebody on hold only stands beside the owner, what is theirs stays in any case.
    """
    condition = Q(pk__in=held_keys(source.model, HoldGround.CLAIM))
    if held.hashes and registry.parent(source) is None:
        free = held.without_theirs(source, rows, beside=False).values("pk")
        theirs = rows.exclude(pk__in=free).values_list("pk", flat=True)
        condition |= Q(pk__in=key_list(source.model, theirs))
    return condition


def _addresses(source: PersonalData, paths: Iterable[str]) -> list[str]:
    """The paths that end in text."""
    return [text for text in paths if not resolve(source.model, text).to_user]
