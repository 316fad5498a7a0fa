"""What is past its time, and its removal (Art. 5(1)(e))."""

from .approving import Question, Why, approve, approved_plan, questions
from .confirming import PendingRule, confirm_rules, pending_rules
from .due import RetentionPlan, due_counts, retention_plan
from .run import ApprovalNeeded, RulesPending, RunGoesOn, retain
from .samples import csv_lines, due_lines, samples
from .telling import waits_for_approval
from .unused import UnusedAccounts, tend_unused_accounts

__all__ = [
    "ApprovalNeeded",
    "PendingRule",
    "Question",
    "RetentionPlan",
    "RulesPending",
    "RunGoesOn",
    "UnusedAccounts",
    "Why",
    "approve",
    "approved_plan",
    "confirm_rules",
    "csv_lines",
    "due_counts",
    "due_lines",
    "pending_rules",
    "questions",
    "retain",
    "retention_plan",
    "samples",
    "tend_unused_accounts",
    "waits_for_approval",
]
