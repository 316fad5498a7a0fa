"""What is past its time, and its removal (Art. 5(1)(e))."""

from .confirming import PendingRule, confirm_rules, pending_rules
from .due import RetentionPlan, due_counts, retention_plan
from .run import RulesPending, retain

__all__ = [
    "PendingRule",
    "RetentionPlan",
    "RulesPending",
    "confirm_rules",
    "due_counts",
    "pending_rules",
    "retain",
    "retention_plan",
]
