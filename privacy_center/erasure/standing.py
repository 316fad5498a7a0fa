"""How a row that names a person stands to that person: lawful, theirs to go, or another's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model
from wagtail.models import Page, Revision

from privacy_center.holds.people import HeldPeople, claimed
from privacy_center.holds.queries import person_is_held
from privacy_center.sources import PersonalData, registry
from privacy_center.sources.dating import made_by
from privacy_center.sources.models import RestrictedRecord
from privacy_center.sources.restricted import key_text
from privacy_center.subjects import Subject, fold_email, subject_of_email

from .fates import Action
from .identifiers import Identifiers
from .models import ErasureRun

OURS = "ours"
ANOTHERS = "another's"
ACCEPTED = "accepted"


def is_for_officer(label: str, state: str) -> bool:
    """Whether the officer redacts or accepts what the proof found in the model of this name.

    What stands in another person's record, and what no plan reaches: in a table that is undeclared
    or said to hold nothing personal the text is the site's to take away, and only people can.
    """
    return state == ANOTHERS or (state == OURS and registry.get(label) is None)


@dataclass(frozen=True)
class Sought:
    """One person whom a proof looks for."""

    identifiers: Identifiers
    subject: Subject
    run: ErasureRun | None = None

    @cached_property
    def hashes(self) -> frozenset[str]:
        """Every hash that leads to the person, those of an account that is gone included."""
        earlier = [] if self.run is None else self.run.hashes.values_list("pseudonym", flat=True)
        return frozenset([*self.subject.hashes, *earlier])

    @cached_property
    def accepted(self) -> frozenset[tuple[str, str, str]]:
        """The places that the officer has looked at and left."""
        if self.run is None:
            return frozenset()
        return frozenset(self.run.accepted.values_list("model", "field", "record_key"))

    @cached_property
    def accounts(self) -> frozenset[str]:
        """The keys of the person's account, as text."""
        return frozenset({self.identifiers.user_pk, str(self.subject.user_pk)} - {"", "None"})

    @cached_property
    def newcomers(self) -> frozenset[str]:
        """The keys, as text, of accounts that hold the person's addresses by now."""
        holders = map(subject_of_email, self.identifiers.emails)
        return frozenset(str(holder.user_pk) for holder in holders if holder.user) - self.accounts

    @cached_property
    def held(self) -> bool:
        """Whether a hold lies on everything of the person, on other people's records too."""
        return person_is_held(self.subject)


@dataclass
class Standing:
    """What is known, looked up together, of rows of one table that name one person."""

    model: type[Model]
    source: PersonalData | None
    person: Sought
    #: By key as text: the grounds on which the row is kept for the person, and for others.
    mine: dict[str, set[str]] = field(default_factory=dict)
    others: dict[str, set[str]] = field(default_factory=dict)
    owners: dict[str, Any] = field(default_factory=dict)
    #: Those that nothing shows to be older than the moment when the erasure had nothing left to do.
    younger: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, model: type[Model], keys: Iterable[Any], person: Sought) -> Standing:
        """Look the rows with ``keys`` up: a few queries, however many rows."""
        keys = list(keys)
        standing = cls(model, registry.get(model), person)
        standing._look_up(keys)
        return standing

    def state(self, key: Any, column: str) -> str:
        """Empty where the column may name the person; else whose residue it is."""
        text = key_text(key)
        if self._lawful(text, column) or self._is_newcomers(text):
            return ""
        if (self.model._meta.label_lower, column, text) in self.person.accepted:
            return ACCEPTED
        if issubclass(self.model, (Page, Revision)) or text in self.others:
            return ANOTHERS
        return ANOTHERS if self._is_anothers(self.owners.get(text)) else OURS

    def _lawful(self, text: str, column: str) -> bool:
        grounds = self.mine.get(text, set())
        if grounds & {Action.KEEP, Action.REVIEW}:
            return True
        return bool(grounds) and self.source is not None and column in self.source.kept_by_law

    def _is_newcomers(self, text: str) -> bool:
        """Whether the row is of the person who came back: of the new account, or younger."""
        owner = self.owners.get(text)
        if isinstance(owner, str) and "@" in owner:
            return text in self.younger and not self._is_anothers(owner)
        return str(owner) in self.person.newcomers

    def _is_anothers(self, owner: Any) -> bool:
        if owner in (None, ""):
            return False
        if isinstance(owner, str) and "@" in owner:
            return fold_email(owner) not in self.person.identifiers.emails
        return str(owner) not in self.person.accounts

    def _look_up(self, keys: list[Any]) -> None:
        texts = [key_text(key) for key in keys]
        rows = RestrictedRecord.objects.filter(
            source=self.model._meta.label_lower, record_key__in=texts
        )
        for text, hashed, ground in rows.values_list("record_key", "pseudonym", "ground"):
            heap = self.mine if hashed in self.person.hashes else self.others
            heap.setdefault(text, set()).add(ground)
        if self.source is None:
            return
        # What is held is kept as it is, for everybody who stands on it.
        named = self.source.rows().filter(pk__in=keys)
        held = named.filter(claimed(self.source, named, HeldPeople.read()))
        for key in keys if self.person.held else held.values_list("pk", flat=True):
            self.mine.setdefault(key_text(key), set()).add(Action.KEEP)
        if self.person.run is not None and (settled := self.person.run.settled_at) is not None:
            older = self.source.rows().filter(made_by(self.source, settled), pk__in=keys)
            known = {*map(key_text, older.values_list("pk", flat=True)), *self.mine}
            self.younger = set(texts) - known
        parent = registry.parent(self.source)
        if parent is None:
            found = self.source.people(named)
            self.owners = {key_text(key): owner for key, owner in found}
        else:
            self._follow(parent, keys)

    def _follow(self, parent: PersonalData, keys: list[Any]) -> None:
        """A part stands as its whole does."""
        source = self.source
        if source is None:
            return
        pairs = source.rows().filter(pk__in=keys).values_list("pk", source.part_of)
        wholes = {key_text(key): whole for key, whole in pairs if whole is not None}
        above = Standing.of(parent.model, set(wholes.values()), self.person)
        for text, whole in wholes.items():
            over = key_text(whole)
            for mine, theirs in ((self.mine, above.mine), (self.others, above.others)):
                if text not in mine and over in theirs:
                    mine[text] = theirs[over]
            self.owners[text] = above.owners.get(over)
