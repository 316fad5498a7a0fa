"""The data subject as the rest of the house passes it around."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..ledger.pseudonyms import (
    fold_email,
    pseudonym,
    pseudonym_of_user,
    pseudonyms_of_user_under_every_key,
    pseudonyms_under_every_key,
)


@dataclass(frozen=True)
class Subject:
    """A person. ``emails`` are addresses proved to be theirs, folded by :func:`fold_email`.

    Nothing else identifies: an address somebody wrote but never proved opens no records.
    ``former_pk`` is the key of an account that is gone: what it left is remembered under its hash.
    """

    user: Any = None
    emails: tuple[str, ...] = ()
    former_pk: Any = None

    @classmethod
    def of(cls, user: Any = None, emails: Iterable[str] = ()) -> Subject:
        """A subject with its addresses folded, in order, each once."""
        folded = (fold_email(email) for email in emails)
        return cls(user, tuple(dict.fromkeys(email for email in folded if email)))

    @cached_property
    def pseudonyms(self) -> tuple[str, ...]:
        """The keyed hash of each address."""
        return tuple(pseudonym(email) for email in self.emails)

    @property
    def pseudonym(self) -> str:
        """The name under which the trail and the receipts know the person.

        The keyed hash of the first address, or of the account where there is no address.
        """
        if self.emails:
            return self.pseudonyms[0]
        key = self._account
        return "" if key is None else pseudonym_of_user(key)

    @cached_property
    def hashes(self) -> tuple[str, ...]:
        """Every keyed hash that leads to the person: of the addresses, and of the account.

        Under earlier keys too, so that what was kept before a change of key is still found.
        """
        addresses = [
            hashed for email in self.emails for hashed in pseudonyms_under_every_key(email)
        ]
        key = self._account
        account = () if key is None else pseudonyms_of_user_under_every_key(key)
        return tuple(dict.fromkeys([*addresses, *account]))

    @property
    def user_pk(self) -> Any:
        """The key of the account, or None without one."""
        return None if self.user is None else self.user.pk

    def without_account(self) -> Subject:
        """The person once the account is gone."""
        return Subject(None, self.emails, former_pk=self._account)

    @property
    def _account(self) -> Any:
        return self.former_pk if self.user is None else self.user.pk
