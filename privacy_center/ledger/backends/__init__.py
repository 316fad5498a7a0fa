"""Where the ledger may be kept: a file, a second database, memory, nowhere."""

from .base import LedgerBackend, LedgerUnavailable, OddAddress
from .opening import open_ledger

__all__ = ["LedgerBackend", "LedgerUnavailable", "OddAddress", "open_ledger"]
