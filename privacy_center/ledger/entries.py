"""An entry of the ledger: what was done to whom, without a name."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol
from uuid import uuid4

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from .keys import ledger_keys_for
from .pseudonyms import LENGTH, fold_email


class Deed(StrEnum):
    """What a restored backup would undo."""

    ERASURE = "erasure"
    WITHDRAWAL = "withdrawal"
    OBJECTION = "objection"


class Identified(Protocol):
    """Whom an entry is about; :class:`privacy_center.subjects.Subject` is one."""

    @property
    def emails(self) -> tuple[str, ...]:
        """Addresses that are proved to be theirs."""

    @property
    def user_pk(self) -> Any:
        """The key of the account, or None."""

    @property
    def hashes(self) -> tuple[str, ...]:
        """The pseudonyms that the database knows them by."""


@dataclass(frozen=True)
class Entry:
    """One deed. ``addresses`` and ``account`` are hashes under a key of the ledger's own.

    ``pseudonyms`` are the database's names of the person, kept sealed: an objection must hold for
    an address that the backup has never seen. ``purpose`` is that of a withdrawal, ``language``
    that of an erasure's receipt.
    """

    kind: Deed
    addresses: tuple[str, ...] = ()
    account: str = ""
    pseudonyms: tuple[str, ...] = ()
    purpose: str = ""
    language: str = ""
    at: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    id: str = field(default_factory=lambda: uuid4().hex)

    @classmethod
    def about(cls, kind: Deed, person: Identified, **rest: Any) -> Entry:
        """An entry about ``person``, hashed under the first key."""
        return cls(
            kind,
            addresses=tuple(address_hashes(email)[0] for email in person.emails),
            account="" if person.user_pk is None else account_hashes(person.user_pk)[0],
            pseudonyms=person.hashes,
            **rest,
        )

    def payload(self) -> dict[str, Any]:
        """The entry as plain JSON values, the pseudonyms sealed."""
        return {
            "id": self.id,
            "kind": str(self.kind),
            "at": self.at.astimezone(dt.UTC).isoformat(),
            "addresses": list(self.addresses),
            "account": self.account,
            "names": _seal().encrypt(json.dumps(self.pseudonyms).encode()).decode(),
            "purpose": self.purpose,
            "language": self.language,
        }

    @classmethod
    def of_payload(cls, values: dict[str, Any]) -> Entry:
        """The reverse. Raises ValueError, TypeError or KeyError for anything else."""
        try:
            names = json.loads(_seal().decrypt(values["names"].encode()))
        except (InvalidToken, AttributeError) as error:
            raise ValueError("The names cannot be unsealed.") from error
        at = dt.datetime.fromisoformat(values["at"])
        if at.tzinfo is None:
            raise ValueError("The time has no zone.")
        return cls(
            Deed(values["kind"]),
            tuple(map(str, values["addresses"])),
            str(values["account"]),
            tuple(map(str, names)),
            str(values["purpose"]),
            str(values["language"]),
            at,
            str(values["id"]),
        )


def address_hashes(email: str) -> tuple[str, ...]:
    """The ledger's hashes of an address, under each key."""
    return _hashes(f"email:{fold_email(email)}")


def account_hashes(pk: object) -> tuple[str, ...]:
    """The ledger's hashes of an account's key, under each key."""
    return _hashes(f"user:{pk}")


def known_under(hashes: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether any of ``hashes`` is among ``wanted``."""
    return not frozenset(wanted).isdisjoint(hashes)


def _hashes(text: str) -> tuple[str, ...]:
    message = text.encode("utf-8", "surrogatepass")
    return tuple(
        hmac.new(key, message, hashlib.sha256).hexdigest()[:LENGTH]
        for key in ledger_keys_for("identifiers")
    )


def _seal() -> MultiFernet:
    keys = ledger_keys_for("names")
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
