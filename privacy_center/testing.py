"""For a site's own test suite: prove that its declarations erase what they say.

.. code-block:: python

    from privacy_center.testing import assert_erasable

    def test_a_customer_can_be_erased(customer):
        assert_erasable(subject_of_user(customer))

The processing activities that the sources name must be published in the test's database.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import chain

from django.db.models import Model

from .audit import Actor
from .erasure import erase, plan
from .erasure.columns import text_columns
from .erasure.fates import StepStatus
from .erasure.identifiers import Identifiers, identifiers_of
from .erasure.models import ErasureRun
from .erasure.readings import texts_of
from .erasure.step import Step
from .erasure.verify import residue
from .sources import PersonalData, registry
from .sources.blanks import column_of
from .subjects import Subject

__all__ = ["assert_erasable", "assert_nothing_left", "register_temporarily"]

#: A shorter text stands in other people's records by chance.
_SHORTEST = 4


def assert_erasable(subject: Subject, *, language: str = "en") -> ErasureRun:
    """Erase ``subject`` and fail unless every step was done and nothing of theirs is left.

    Searched for are their addresses and numbers, and what stood in every identifying field of
    their records: give those values that nothing else in the test's database has. What the rules
    keep or put under review may stay: look at the returned run for those.
    """
    planned = plan(subject)
    assert planned.steps, "Nothing is held about this person: the test proves nothing."
    identifiers = identifiers_of(planned)
    canaries = tuple(chain.from_iterable(_canaries(step) for step in planned.steps))
    identifiers = replace(identifiers, values=(*identifiers.values, *canaries))
    run = erase(subject, actor=Actor.system(), language=language)
    failed = [
        f"{step.source}: {step.reason}" for step in run.steps.filter(status=StepStatus.FAILED)
    ]
    assert not failed, f"Steps failed: {'; '.join(failed)}"
    _assert_no_residue(identifiers, subject)
    return run


def assert_nothing_left(subject: Subject, *values: str) -> None:
    """Fail where an address of ``subject``, or one of ``values``, still stands in the database.

    What is lawfully kept, and what stands in another person's record, does not count.
    """
    user_pk = "" if subject.user is None else str(subject.user.pk)
    _assert_no_residue(Identifiers(user_pk, subject.emails, values), subject)


def register_temporarily(
    model: type[Model], declaration: type[PersonalData]
) -> AbstractContextManager[PersonalData]:
    """A context in which ``declaration`` stands for ``model``."""
    return registry.register_temporarily(model, declaration)


def _canaries(step: Step) -> Iterator[str]:
    """The texts in the fields that the step clears, as they stand before it."""
    columns = [column_of(step.source.model, name) for name in step.fields]
    names = [column.name for column in columns if column in text_columns(column.model)]
    for values in step.rows.order_by().values_list(*names) if names else ():
        for text in texts_of(list(values)):
            if len(text.strip()) >= _SHORTEST:
                yield text.strip()


def _assert_no_residue(identifiers: Identifiers, subject: Subject) -> None:
    ours = [
        f"{found['model']}.{found['field']} ({found['count']})"
        for found in residue(identifiers, subject)
        if found["state"] == "ours"
    ]
    assert not ours, f"Still found in {', '.join(ours)}"
