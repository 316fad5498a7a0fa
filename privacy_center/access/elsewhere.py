"""Data about a person that is held outside this system: what it is, and how to ask for it."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import override

from ..sources import External, registry
from ..subjects import Subject
from .values import plain

logger = logging.getLogger("privacy_center.access")


@dataclass(frozen=True)
class Elsewhere:
    """One such holding. ``data`` is what it gave for the person; None where it gives nothing here.

    ``failed`` says that it was asked and did not answer: the person asks as ``how_to_ask`` says.
    """

    slug: str
    activity: str
    title: str
    how_to_ask: str
    data: Any = None
    failed: bool = False

    def to_json(self) -> dict[str, Any]:
        """The holding as the export package has it."""
        return vars(self)


def held_elsewhere(
    subject: Subject, slugs: Collection[str] | None, language: str, *, ask: bool = True
) -> list[Elsewhere]:
    """What is declared as held outside, of the activities ``slugs`` (None: all).

    ``ask`` fetches the data where the declaration says how; a page that must be quick does not.
    """
    chosen = [held for held in registry.externals() if slugs is None or held.activity in slugs]
    with override(language):
        return [_told(held, subject, ask) for held in chosen]


def _told(held: External, subject: Subject, ask: bool) -> Elsewhere:
    data, failed = None, False
    if ask and held.export is not None:
        try:
            data = plain(held.export(subject))
        except Exception as error:  # noqa: BLE001 - another system's failure takes nothing of ours along
            # The text of the error may hold personal data.
            logger.warning("The export of %s failed: %s", held.slug, type(error).__name__)
            failed = True
    return Elsewhere(held.slug, held.activity, str(held.title), str(held.how_to_ask), data, failed)
