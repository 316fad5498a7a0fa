"""Entries as lines, each signed and tied to the one before it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .entries import Entry
from .keys import ledger_keys_for

VERSION = 1


class Damage(StrEnum):
    """What may be wrong with a line."""

    TORN = "torn"
    ALTERED = "altered"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown key"


@dataclass(frozen=True)
class Fault:
    """A line that is not as it was written. A torn one is what a crash leaves, and no harm."""

    line: int
    damage: Damage

    @property
    def harmless(self) -> bool:
        """Whether nothing can be lost by it: the deed of a torn line was never done."""
        return self.damage is Damage.TORN


def line_of(entry: Entry, last_line: str) -> str:
    """The entry as the line after ``last_line``, signed with the first key."""
    key = ledger_keys_for("lines")[0]
    values = {
        "v": VERSION,
        **entry.payload(),
        "key": _name(key),
        "previous": hashlib.sha256(last_line.encode("utf-8", "surrogatepass")).hexdigest()[:32],
    }
    return _dump({**values, "mac": _mac(key, values)})


def read_lines(lines: Iterable[str]) -> Iterator[Entry | Fault]:
    """The entries in order, and a fault for each line that is not as it was written.

    The first line may follow anything, so that a ledger can be cut from the front. A line that
    does not follow the one before it tells that lines are missing, and is still an entry.
    """
    previous: str | None = None
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        values = _parsed(line)
        if values is None:
            # The next writer ties its line to this one, torn as it is.
            yield Fault(number, Damage.TORN)
        else:
            if previous is not None and values.get("previous") != previous:
                yield Fault(number, Damage.MISSING)
            yield _entry(values, number)
        previous = hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _entry(values: dict[str, object], number: int) -> Entry | Fault:
    signed = {name: value for name, value in values.items() if name != "mac"}
    keys = {_name(key): key for key in ledger_keys_for("lines")}
    key = keys.get(str(values.get("key")))
    if key is None:
        return Fault(number, Damage.UNKNOWN_KEY)
    if not hmac.compare_digest(_mac(key, signed), str(values.get("mac"))):
        return Fault(number, Damage.ALTERED)
    try:
        return Entry.of_payload(signed)
    except (ValueError, TypeError, KeyError):
        return Fault(number, Damage.ALTERED)


def _parsed(line: str) -> dict[str, object] | None:
    try:
        values = json.loads(line)
    except ValueError:
        return None
    return values if isinstance(values, dict) else None


def _mac(key: bytes, values: dict[str, object]) -> str:
    return hmac.new(key, _dump(values).encode(), hashlib.sha256).hexdigest()


def _name(key: bytes) -> str:
    return hmac.new(key, b"name", hashlib.sha256).hexdigest()[:8]


def _dump(values: dict[str, object]) -> str:
    return json.dumps(values, sort_keys=True, separators=(",", ":"))
