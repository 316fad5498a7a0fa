"""How many queries a call takes."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(call: Callable[[], object]) -> int:
    """Count the queries of a call, made once before: what a process keeps is then in place."""
    call()
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)
