"""The audit trail: append-only, chained, free of personal data (Art. 5(2))."""

from .actor import Actor
from .append_only import AppendOnlyModel, AppendOnlyQuerySet, Immutable
from .details import PersonalDetail
from .trail import Broken, record, verify

__all__ = [
    "Actor",
    "AppendOnlyModel",
    "AppendOnlyQuerySet",
    "Broken",
    "Immutable",
    "PersonalDetail",
    "record",
    "verify",
]
