"""Ledgers that no crash survives: none at all, and one in memory for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from .base import LedgerBackend


class NoLedger(LedgerBackend):
    """Keeps nothing: a site without ``LEDGER_URL``."""

    keeps = False

    def found(self) -> bool:
        """There is none."""
        return False

    def append(self, line_after: Callable[[str], str]) -> None:
        """Let the line go."""

    def lines(self) -> Iterator[str]:
        """No lines."""
        return iter(())


class MemoryLedger(LedgerBackend):
    """Keeps lines in this process, by address: ``memory://name``. For tests."""

    kept: ClassVar[dict[str, list[str]]] = {}

    def found(self) -> bool:
        """Whether anything was written to it."""
        return self.url in self.kept

    def append(self, line_after: Callable[[str], str]) -> None:
        """Append to the list."""
        lines = self.kept.setdefault(self.url, [])
        lines.append(line_after(lines[-1] if lines else ""))

    def lines(self) -> Iterator[str]:
        """The list."""
        return iter(tuple(self.kept.get(self.url, ())))
