"""The background task. It is only a nudge: the row is the state, and the sweeper takes it up."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django_tasks import task

from .making import make_by_key
from .models import PreparedPackage


@task()
def make_package(key: str) -> str:
    """Make the package with this key; the state that it is in then."""
    return make_by_key(key)


def enqueue(package: PreparedPackage) -> None:
    """Have it made once the present transaction has committed."""
    transaction.on_commit(partial(make_package.enqueue, str(package.pk)))
