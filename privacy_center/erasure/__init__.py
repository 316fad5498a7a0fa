"""Plan, carry out, verify, and the receipt of an erasure (Art. 17)."""

from .execute import Progress, erase, resume
from .lease import AlreadyRunning
from .plan import Plan, plan
from .receipts import receipt_path, receipt_url
from .starting import start
from .state import open_run_of
from .step import Step

__all__ = [
    "AlreadyRunning",
    "Plan",
    "Progress",
    "Step",
    "erase",
    "open_run_of",
    "plan",
    "receipt_path",
    "receipt_url",
    "resume",
    "start",
]
