"""What a site may listen to. Each signal is sent after the commit of what it tells of.

A receiver that raises harms neither the deed nor the other receivers; the log names the receiver
and the kind of error, never its text, which may hold personal data.

| signal | arguments |
|---|---|
| ``data_exported`` | ``subject``, ``actor``, ``activities`` (slugs, or None for all) |
| ``data_rectified`` | ``subject``, ``source`` (name), ``pk``, ``fields`` (names) |
| ``consent_given`` | ``subject``, ``purpose`` (slug of the activity) |
| ``consent_withdrawn`` | ``subject``, ``purpose`` (slug of the activity) |
| ``marketing_objected`` | ``subject``, ``purpose`` (empty: all direct marketing) |
| ``erasure_completed`` | ``subject``, ``run`` (the erasure run, with its receipt) |
| ``request_changed`` | ``request`` (the privacy request), ``previous`` and ``state`` |

``subject`` is a :class:`privacy_center.subjects.Subject`. After an erasure its account is gone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

logger = logging.getLogger("privacy_center.signals")


class PrivacySignal(Signal):
    """A signal whose failures are logged without personal data."""

    def send_on_commit(self, sender: Any, **named: Any) -> None:
        """Send to every receiver once the transaction has committed; nothing if it does not."""
        transaction.on_commit(partial(self.send_robust, sender, **named))

    def _log_robust_failure(self, receiver: Callable[..., Any], err: BaseException) -> None:
        # Django's own line carries the text and the traceback of the error.
        name = getattr(receiver, "__qualname__", type(receiver).__qualname__)
        logger.error("Receiver %s of a privacy signal failed: %s", name, type(err).__name__)


data_exported = PrivacySignal()
data_rectified = PrivacySignal()
consent_given = PrivacySignal()
consent_withdrawn = PrivacySignal()
marketing_objected = PrivacySignal()
erasure_completed = PrivacySignal()
request_changed = PrivacySignal()

__all__ = [
    "PrivacySignal",
    "consent_given",
    "consent_withdrawn",
    "data_exported",
    "data_rectified",
    "erasure_completed",
    "marketing_objected",
    "request_changed",
]
