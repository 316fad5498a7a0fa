"""The statement of a choice stores what it is given, and leaves the connection as it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from cookies.models import ConsentReceipt
from cookies.receipts.insert import insert


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("waits", [True, False])
def test_a_receipt_is_there_whether_or_not_the_disk_is_waited_for(
    settings: Any, waits: bool
) -> None:
    settings.PRIVACY_COOKIES = {"RECEIPTS_WAIT_FOR_DISK": waits}
    given = {
        "receipt": "a" * 22,
        "decided_at": timezone.now(),
        "way": "choose",
        "accepted": " analytics.3 ",
        "refused": " it's.4 ",
        "gpc": True,
        "language": "sv",
        "host": "www.example.com",
        "banner": "0123456789ab",
    }
    insert(**given)
    stored = ConsentReceipt.objects.get()
    assert {name: getattr(stored, name) for name in given} == given
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)
