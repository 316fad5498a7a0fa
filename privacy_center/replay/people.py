"""The person that an entry is about, as this database knows them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model

from ..ledger.entries import Entry
from ..sources.dating import joined_after
from ..subjects import Subject, subject_of_user
from .finding import Found


@dataclass(frozen=True)
class Remembered(Subject):
    """A person of whom the ledger also knows the pseudonyms that a deed was done under."""

    known: tuple[str, ...] = ()

    @cached_property
    def pseudonyms(self) -> tuple[str, ...]:
        """Those of the deed."""
        return self.known

    @property
    def pseudonym(self) -> str:
        """Who the person is on the trail."""
        return Subject(self.user, self.emails).pseudonym or next(iter(self.known), "")

    @cached_property
    def hashes(self) -> tuple[str, ...]:
        """Those of the deed, and those of what was found."""
        found = Subject(self.user, self.emails).hashes
        return tuple(dict.fromkeys((*found, *self.known)))


@dataclass(frozen=True)
class Split:
    """An entry's addresses: those of the person, and those that somebody else holds by now."""

    user: Any
    own: tuple[str, ...]
    held_by_others: tuple[str, ...]


def account_of(entry: Entry, found: Found) -> Any:
    """The account that the entry names, or None. One that was made later is somebody new.

    Where the account does not tell when it was made, its address must be the entry's too: a
    database that was set back gives the same keys to other people.
    """
    key = found.account_of(entry)
    user = None if key is None else get_user_model()._base_manager.filter(pk=key).first()
    if user is None:
        return None
    later = joined_after(user, entry.at)
    if later is None:
        later = not set(subject_of_user(user).emails) & set(found.addresses_of(entry))
    return None if later else user


def remembered(entry: Entry, found: Found) -> Remembered:
    """The person, for a deed that is done under pseudonyms."""
    split = split_addresses(entry, found)
    emails = subject_of_user(split.user).emails if split.user is not None else ()
    return Remembered(
        split.user, tuple(dict.fromkeys((*emails, *split.own))), known=entry.pseudonyms
    )


def split_addresses(entry: Entry, found: Found) -> Split:
    """Whose each address of the entry is: an address goes with the account that has proved it."""
    user = account_of(entry, found)
    own: list[str] = []
    others: list[str] = []
    for address in found.addresses_of(entry):
        holders = found.holders.get(address, set())
        mine = not holders or (user is not None and user.pk in holders)
        (own if mine else others).append(address)
    return Split(user, tuple(own), tuple(others))
