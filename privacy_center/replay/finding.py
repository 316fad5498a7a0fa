"""From hashes to the people of this database, in one pass over it.

No hash can be looked up backwards, so each account, each verified address and each address on a
record is hashed once, whatever the number of entries, and compared with all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from ..ledger.entries import Entry, account_hashes, address_hashes
from ..sources import PersonalData, registry
from ..sources.ownership import owners_of
from ..sources.paths import resolve
from ..subjects import fold_email
from ..subjects.accounts import proved_addresses

_AT_ONCE = 2000


@dataclass
class Found:
    """What the hashes lead to: accounts by key, addresses as text, and who has proved those."""

    accounts: dict[str, Any] = field(default_factory=dict)
    addresses: dict[str, set[str]] = field(default_factory=dict)
    holders: dict[str, set[Any]] = field(default_factory=dict)

    def account_of(self, entry: Entry) -> Any:
        """The key of the account that the entry names, or None."""
        return self.accounts.get(entry.account)

    def addresses_of(self, entry: Entry) -> list[str]:
        """The addresses of this database that the entry names, folded."""
        found: set[str] = set()
        for hashed in entry.addresses:
            found |= self.addresses.get(hashed, set())
        return sorted(found)


def find(entries: Iterable[Entry]) -> Found:
    """Whom ``entries`` are about, as far as this database knows them."""
    found = Found()
    entries = list(entries)
    accounts = {entry.account for entry in entries if entry.account}
    wanted = frozenset(hashed for entry in entries for hashed in entry.addresses)
    if accounts:
        for (key,) in _in_batches(get_user_model()._base_manager.all()):
            for hashed in accounts.intersection(account_hashes(key)):
                found.accounts[hashed] = key
    if not wanted:
        return found

    @lru_cache(maxsize=_AT_ONCE)
    def known(address: str) -> frozenset[str]:
        return wanted.intersection(address_hashes(address))

    for owner, address in proved_addresses():
        if _note(found, known, address):
            found.holders.setdefault(fold_email(address), set()).add(owner)
    for source in registry.sources():
        for address in _written_addresses(source):
            _note(found, known, address)
    return found


def _note(found: Found, known: Callable[[str], frozenset[str]], address: str) -> bool:
    hashes = known(address)
    for hashed in hashes:
        found.addresses.setdefault(hashed, set()).add(fold_email(address))
    return bool(hashes)


def _written_addresses(source: PersonalData) -> Iterator[str]:
    """The addresses on the source's records, of their owners and of others."""
    own_way = type(source).people is not PersonalData.people
    owned = own_way or any(not resolve(source.model, text).to_user for text in source.subject)
    others = [text for text in source.others if not resolve(source.model, text).to_user]
    if not owned and not others:
        return
    for rows in _ranges(source.rows()):
        pairs = source.people(rows) if owned else ()
        yield from (owner for _key, owner in pairs if isinstance(owner, str) and "@" in owner)
        for text in others:
            yield from (other for _key, other in owners_of(source.model, (text,), rows) if other)


def _ranges(rows: QuerySet[Any]) -> Iterator[QuerySet[Any]]:
    """``rows`` in parts of one size, from key to key: never by offset."""
    after: Any = None
    while True:
        rest = rows if after is None else rows.filter(pk__gt=after)
        keys = list(rest.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
        if not keys:
            return
        yield rest.filter(pk__lte=keys[-1])
        after = keys[-1]


def _in_batches(rows: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
    for part in _ranges(rows):
        yield from part.values_list("pk")
