"""Plan, carry out, verify, and the receipt of an erasure (Art. 17)."""

from .execute import erase
from .plan import Plan, plan
from .receipts import receipt_path, receipt_url
from .state import AlreadyRunning, open_run_of
from .step import Step

__all__ = [
    "AlreadyRunning",
    "Plan",
    "Step",
    "erase",
    "open_run_of",
    "plan",
    "receipt_path",
    "receipt_url",
]
