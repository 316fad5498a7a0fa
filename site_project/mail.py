"""The demo's mail: shown in the console and kept as files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend
from django.utils import timezone

_numbers = count(1)


class ConsoleAndFileBackend(EmailBackend):
    """Writes each message to the console and to a file of its own under ``MAIL_DIR``.

    Files are named after the time, to the microsecond, and a running number, never after a person;
    they end in ``.eml``, so that a mail program opens them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Standard output belongs to what a command reports.
        super().__init__(*args, **{"stream": sys.stderr, **kwargs})
        self.directory = Path(settings.MAIL_DIR)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Print and store the messages; return how many there were."""
        sent = super().send_messages(email_messages)
        self.directory.mkdir(parents=True, exist_ok=True)
        for message in email_messages or ():
            stamp = timezone.now().strftime("%Y%m%d-%H%M%S-%f")
            path = self.directory / f"{stamp}-{next(_numbers):04d}.eml"
            path.write_bytes(message.message().as_bytes())
        return sent or 0
