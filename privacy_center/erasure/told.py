"""A step in the language of whoever reads it: a run keeps its words as the person was told them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import override

from privacy_center.sources import registry

from .fates import FIXED, kept_by
from .models import ErasureRun, ErasureStep


@dataclass(frozen=True)
class Told:
    """``language`` is that of ``ground`` where it is not the active one, else empty."""

    title: str
    ground: str
    language: str = ""


def told_steps(run: ErasureRun) -> Iterator[tuple[ErasureStep, Told]]:
    """The steps of a run with their words in the active language, as far as they are ours.

    A source that is declared no more, and a reason that this release does not know, stay in the
    words that were written down.
    """
    rows = list(run.steps.all())
    grounds = [*FIXED, *(kept_by(law) for law in {row.legal_reference for row in rows} if law)]
    with override(run.language or None):
        meant = {str(ground): ground for ground in grounds}
    for row in rows:
        source = registry.get(row.source)
        title = str(source.title) if source else row.title
        ground = meant.get(row.ground)
        if ground is None:
            yield row, Told(title, row.ground, run.language)
        else:
            yield row, Told(title, str(ground))
