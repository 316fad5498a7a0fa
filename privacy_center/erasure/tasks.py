"""The sweeper as a background task, and the nudge that starts it."""

from __future__ import annotations

from contextlib import suppress

from django.core.cache import cache
from django.db import transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend

from privacy_center.audit import Actor

from .execute import resume
from .lease import AlreadyRunning
from .models import ErasureRun
from .sweeping import due, sweep

_SECONDS = 60
_KEY = "privacy_center.sweep"


@task()
def sweep_erasures() -> int:
    """Take up what is due; how many runs that were. The rows are the state, not the task."""
    return sum(1 for _swept in sweep())


@task()
def take_up_erasure(key: str) -> str:
    """Take up one run by its key, for the person who waits; its status afterwards."""
    return take_up(key)


def take_up(key: str) -> str:
    """Go on with one run, unless another worker is at it or it is closed; its status afterwards."""
    run = ErasureRun.objects.get(pk=key)
    if run.identifiers:
        with suppress(AlreadyRunning):
            run = resume(run, actor=Actor.system())
    return str(run.status)


def has_worker() -> bool:
    """Whether tasks are done by a process of its own, so that whoever starts one need not wait."""
    backend = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    return not isinstance(backend, (ImmediateBackend, DummyBackend))


def nudge() -> None:
    """Start the sweeper if a run is due, once a minute at most.

    Only where a worker of its own would do it: without one the person who happens to be here
    would wait for somebody else's erasure. There, cron runs ``privacy_sweep``.
    """
    if has_worker() and cache.add(_KEY, 1, _SECONDS) and due().exists():
        transaction.on_commit(sweep_erasures.enqueue)
