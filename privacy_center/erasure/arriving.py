"""Records that arrive while an erasure goes on: once the account is gone nothing leads to them."""

from __future__ import annotations

from collections.abc import Sequence

from privacy_center.sources.paths import resolve
from privacy_center.sources.restricted import restricted_keys

from .fates import Action
from .models import ErasureRun
from .plan import Plan, plan
from .state import step_key
from .step import Step


class StillLeads(Exception):
    """Records have come since the plan was made: the account waits until they are gone, too."""


def check_nothing_came(run: ErasureRun, planned: Plan, account: Step) -> None:
    """Ask each source again, in the transaction in which the account goes.

    Raises :class:`StillLeads` where a row leads to the account that no step of the run has met.
    What refers to the account cannot be written before the end of this transaction.
    """
    list(account.rows.select_for_update().values_list("pk", flat=True))
    position = planned.steps.index(account)
    # What the account refers to itself comes behind it.
    behind = {step.source.model for step in planned.steps[position:]}
    again = plan(planned.subject, settled_at=run.settled_at)
    steps = [step for step in again.steps if step.source.model not in behind]
    if any(_is_unmet(run, planned.subject.hashes, step) for step in steps):
        raise StillLeads


def _is_unmet(run: ErasureRun, hashes: Sequence[str], step: Step) -> bool:
    source = step.source
    if step.beside:
        if not resolve(source.model, step.beside).to_user:
            # The address leads there still.
            return False
    elif source.part_of and step.action in (Action.MINIMISE, Action.KEEP, Action.REVIEW):
        # A part stands as its whole does.
        return False
    # What stays, and what failed, is remembered.
    rows = step.rows.exclude(pk__in=restricted_keys(source.model, hashes))
    if step.action != Action.ANONYMISE:
        return rows.exists()
    if (left := step.unfinished()) is not None:
        return left.exclude(pk__in=restricted_keys(source.model, hashes)).exists()
    # What is anonymous by now may lead to the person still.
    told = run.steps.filter(key=step_key(step)).first()
    if told is None or not told.cursor:
        return rows.exists()
    if rows.filter(pk__gt=told.cursor).exists():
        return True
    return rows.filter(pk__lte=told.cursor).count() > told.done
