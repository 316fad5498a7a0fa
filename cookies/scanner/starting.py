"""A scan that somebody starts at a page: it goes on behind the page, and the page says how."""

from __future__ import annotations

import logging
import threading
from functools import partial
from importlib.util import find_spec

from django.db import connections, transaction
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend

from .models import ScanRun, ScanState
from .scan import ScanFailed, carry_out, scan_in_background

logger = logging.getLogger("cookies.scanner")


def can_scan() -> bool:
    """Whether what drives the browser is installed here."""
    return find_spec("playwright") is not None


def under_way() -> bool:
    """Whether a scan has begun that may still end."""
    return any(not run.stopped for run in ScanRun.objects.filter(state=ScanState.WAITING))


def start(base_url: str) -> ScanRun:
    """Begin a scan of the site at ``base_url``; it ends on the row that this returns.

    A worker of the tasks does it, or a thread of this process where none is: it takes longer than
    a request may, and the pages that it visits are perhaps served by this very process.
    """
    run = ScanRun.objects.create(base_url=base_url)
    go_on = scan_in_background.enqueue if _has_worker() else _apart
    transaction.on_commit(partial(go_on, run.pk))
    return run


def _has_worker() -> bool:
    backend = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    return not isinstance(backend, (ImmediateBackend, DummyBackend))


def _apart(key: int) -> None:
    threading.Thread(target=_work, args=(key,), name=f"scan-{key}", daemon=True).start()


def _work(key: int) -> None:
    try:
        carry_out(ScanRun.objects.get(pk=key))
    except ScanFailed:
        # The run says why, and the page shows it.
        return
    except Exception as error:
        logger.exception("A scan broke off")
        ended = {"state": ScanState.FAILED, "finished_at": timezone.now()}
        ScanRun.objects.filter(pk=key).update(error=type(error).__name__, **ended)
    finally:
        connections.close_all()
