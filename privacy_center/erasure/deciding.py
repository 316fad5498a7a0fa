"""The officer's word on what waits: keep it on a ground of the law, or let it go."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from privacy_center.activities.book import ActivityBook
from privacy_center.activities.choices import LegalBasis
from privacy_center.audit import Actor, record
from privacy_center.holds.models import ErasureDecision, HoldGround, LegalHold
from privacy_center.sources.restricted import key_text

from . import fates
from .fates import Action
from .models import ErasureRun
from .state import plan_of_run, step_key
from .step import Step

_AT_ONCE = 500


class Changed(Exception):
    """The records are others than the officer was shown."""

    def __init__(self) -> None:
        super().__init__(_("The records have changed in the meantime. Look at them again."))


class CannotDecide(ValueError):
    """A decision that the rules do not know; the message says why."""


@dataclass(frozen=True)
class Review:
    """One step that waits, as the officer sees it. ``shown`` names exactly these records."""

    step: Step
    shown: str
    decidable: bool
    #: Whether compelling grounds can keep it: it rests on a legitimate interest, no marketing.
    compelling: bool

    @property
    def key(self) -> str:
        """The step's key among the steps of the run."""
        return step_key(self.step)

    def labels(self, most: int) -> Iterator[tuple[Any, str]]:
        """The keys and labels of the first records."""
        for row in self.step.rows.order_by("pk")[:most]:
            yield row.pk, self.step.source.label(row)


def reviews(run: ErasureRun) -> list[Review]:
    """What waits for a decision now. Raises ValueError for a run that is closed."""
    book = ActivityBook.open()
    return [
        Review(step, _digest(step), _decidable(step), _may_compel(step, book))
        for step in plan_of_run(run).steps
        if step.action == Action.REVIEW
    ]


def let_go(run: ErasureRun, key: str, *, shown: str, reason: str, officer: Any) -> int:
    """Decide that the records of a step go after all; how many those are.

    Carried out when the run is taken up again. Raises :class:`Changed` and :class:`CannotDecide`.
    """
    review = _found(run, key, shown, reason)
    source = review.step.source.name
    with transaction.atomic():
        made = 0
        for keys in _keys(review.step):
            ErasureDecision.objects.bulk_create(
                [
                    ErasureDecision(
                        source=source, record_key=text, reason=reason, decided_by=officer
                    )
                    for text in keys
                ],
                ignore_conflicts=True,
            )
            made += len(keys)
        _note(run, review, "erase", made, officer)
    return made


def keep(
    run: ErasureRun,
    key: str,
    *,
    shown: str,
    ground: str,
    reason: str,
    review_on: dt.date | None,
    officer: Any,
) -> int:
    """Decide that the records of a step stay until the hold is lifted; how many those are.

    For a legal claim (Art. 17(3)(e)), or on compelling grounds (Art. 21(1)). Raises
    :class:`Changed` and :class:`CannotDecide`.
    """
    review = _found(run, key, shown, reason)
    if review_on is None:
        raise CannotDecide(_("Say when you look at it again."))
    if ground == HoldGround.COMPELLING and not review.compelling:
        raise CannotDecide(
            _("Compelling grounds keep only what rests on a legitimate interest, never marketing.")
        )
    source = review.step.source.name
    with transaction.atomic():
        made = 0
        for keys in _keys(review.step):
            LegalHold.objects.bulk_create(
                LegalHold(
                    ground=HoldGround(ground),
                    source=source,
                    record_key=text,
                    reason=reason,
                    review_on=review_on,
                    set_by=officer,
                )
                for text in keys
            )
            made += len(keys)
        _note(run, review, f"keep: {ground}", made, officer)
    return made


def _found(run: ErasureRun, key: str, shown: str, reason: str) -> Review:
    review = next((each for each in reviews(run) if each.key == key), None)
    if review is None or review.shown != shown:
        raise Changed
    if not review.decidable:
        raise CannotDecide(_("This cannot be decided here: its reason says what to do first."))
    if not reason.strip():
        raise CannotDecide(_("Give the reason."))
    return review


def _note(run: ErasureRun, review: Review, decision: str, records: int, officer: Any) -> None:
    # The reason stays with the decision: it may speak of the person.
    record(
        "erasure_decided",
        actor=Actor.staff(officer),
        subject=run.pseudonym,
        run=run.reference,
        source=review.step.source.name,
        activity=review.step.activity,
        decision=decision,
        records=records,
    )


def _decidable(step: Step) -> bool:
    return not step.fate.failure and step.fate not in fates.ENDED_ELSEWHERE


def _may_compel(step: Step, book: ActivityBook) -> bool:
    activity = book.get(step.activity)
    if activity is None or activity.direct_marketing:
        return False
    return bool(activity.legal_basis == LegalBasis.LEGITIMATE_INTEREST)


def _keys(step: Step) -> Iterator[list[str]]:
    after: Any = None
    while True:
        rows = step.rows if after is None else step.rows.filter(pk__gt=after)
        keys = list(rows.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
        if not keys:
            return
        yield [key_text(key) for key in keys]
        after = keys[-1]


def _digest(step: Step) -> str:
    digest = hashlib.sha256()
    for keys in _keys(step):
        digest.update("\n".join([*keys, ""]).encode())
    return digest.hexdigest()
