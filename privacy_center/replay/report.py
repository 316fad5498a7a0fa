"""What a replay did, or would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..ledger.entries import Entry
from ..ledger.lines import Fault

SCHEMA = "privacy-center/replay/1"


class Outcome(StrEnum):
    """What became of an entry."""

    PLANNED = "planned"
    DONE = "done"
    NOBODY = "nobody"
    LEFT = "left"
    FAILED = "failed"


@dataclass(frozen=True)
class ReplayStep:
    """One entry that the database had not seen. ``reason`` says why something is left."""

    entry: Entry
    outcome: Outcome
    reason: str = ""

    @property
    def settled(self) -> bool:
        """Whether nothing remains to be done."""
        return self.outcome in (Outcome.DONE, Outcome.NOBODY)

    def to_json(self) -> dict[str, Any]:
        """The step in plain values: an entry is named by its id, and nobody is."""
        return {
            "entry": self.entry.id,
            "kind": str(self.entry.kind),
            "at": self.entry.at.isoformat(),
            "purpose": self.entry.purpose or None,
            "outcome": str(self.outcome),
            "reason": self.reason or None,
        }


@dataclass
class ReplayReport:
    """A whole replay: what the ledger holds, what was seen already, and the rest one by one."""

    dry_run: bool
    entries: int = 0
    seen: int = 0
    steps: list[ReplayStep] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def status(self) -> str:
        """``planned``, ``complete``, or ``partial`` where entries or lines of the ledger remain."""
        if any(not fault.harmless for fault in self.faults):
            return "partial"
        if self.dry_run:
            return "planned"
        return "complete" if all(step.settled for step in self.steps) else "partial"

    def to_json(self) -> dict[str, Any]:
        """The report in plain values."""
        return {
            "schema": SCHEMA,
            "dry_run": self.dry_run,
            "status": self.status,
            "entries": self.entries,
            "seen": self.seen,
            "steps": [step.to_json() for step in self.steps],
            "faults": [
                {"line": fault.line, "damage": str(fault.damage), "harmless": fault.harmless}
                for fault in self.faults
            ],
        }
