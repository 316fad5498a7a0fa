"""How one entry of the trail is tied to the entry before it."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

from ..ledger.keys import keys_for

GENESIS = "0" * 64
"""What the first entry has for a predecessor."""

_PURPOSE = "audit"


class Link(NamedTuple):
    """What an entry's hash is taken over."""

    seq: int
    at: datetime
    action: str
    actor: str
    subject: str
    details: Any
    previous_hash: str


def digest(link: Link) -> str:
    """The keyed hash of an entry (HMAC-SHA256, 64 hexadecimal characters) under the present key.

    Keyed, so that whoever can write to the database cannot also mend the chain.
    """
    return _digests(link)[0]


def matches(link: Link, claimed: str) -> bool:
    """Whether ``claimed`` is the hash of the entry, under the present key or a fallback."""
    return any(hmac.compare_digest(made, claimed) for made in _digests(link))


def _digests(link: Link) -> list[str]:
    message = _canonical(link)
    return [hmac.new(key, message, hashlib.sha256).hexdigest() for key in keys_for(_PURPOSE)]


def _canonical(link: Link) -> bytes:
    values = link._asdict() | {"at": link.at.astimezone(UTC).isoformat(timespec="microseconds")}
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode()
