"""Carrying out again, on a restored backup, what the ledger outside the database remembers."""

from .carrying_out import replay
from .report import Outcome, ReplayReport, ReplayStep

__all__ = ["Outcome", "ReplayReport", "ReplayStep", "replay"]
