"""An erasure that somebody waits for at a page: small ones at once, the others behind it."""

from __future__ import annotations

import functools
import logging
import threading
from typing import Any

from django.db import connections, transaction

from privacy_center.audit import Actor
from privacy_center.conf import settings
from privacy_center.subjects import Subject

from .execute import carry_on
from .lease import give_back
from .models import ErasureRun
from .state import open_run
from .tasks import has_worker, take_up, take_up_erasure

logger = logging.getLogger("privacy_center.erasure")


def start(subject: Subject, *, actor: Actor, language: str) -> ErasureRun:
    """Begin the erasure of ``subject`` so that a page can answer soon; Art. 17.

    The plan and the ledger are written now. What a worker of its own can do is left to it. Without
    one, up to ``ERASURE_AT_ONCE`` records are erased here and now, and more by a thread of this
    process; if it ends too early, ``privacy_sweep`` goes on when the lease has run out. Raises what
    :func:`~.execute.erase` raises.
    """
    opened = open_run(subject, actor=actor, language=language)
    run, planned, _identifiers = opened
    if not has_worker() and planned.records <= settings.ERASURE_AT_ONCE:
        return carry_on(opened, actor, None)
    give_back(run)
    go_on = take_up_erasure.enqueue if has_worker() else _apart
    transaction.on_commit(functools.partial(go_on, str(run.pk)))
    return run


def _apart(key: str) -> None:
    threading.Thread(target=_work, args=(key,), name=f"erasure-{key}", daemon=True).start()


def _work(key: Any) -> None:
    try:
        take_up(key)
    except Exception as error:  # noqa: BLE001
        # Nobody waits for this thread; the sweeper tries again. The text may quote somebody's data.
        logger.error("An erasure broke off and is tried again: %s", type(error).__name__)
    finally:
        connections.close_all()
