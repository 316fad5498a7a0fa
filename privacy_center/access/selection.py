"""The choice: everything (Art. 15), some activities, or what can be taken along (Art. 20)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..activities.choices import LegalBasis
from ..activities.models import ProcessingActivity
from ..sources import PersonalData, registry
from ..sources.standing import conditions_of
from ..subjects import Subject
from .records import groups_of_source

#: The legal bases under which data can be taken along (Art. 20(1)(a)).
PORTABLE = (LegalBasis.CONSENT, LegalBasis.CONTRACT)


class BadChoice(ValueError):
    """Nothing can be chosen that way. The text says why, in the active language."""


@dataclass(frozen=True)
class Selection:
    """A choice that holds. ``activities`` is None for all of them; make one by :func:`choose`."""

    activities: tuple[str, ...] | None = None
    portability: bool = False

    @property
    def slugs(self) -> set[str] | None:
        """The activities whose records are read; None for all records, those of none included."""
        if not self.portability:
            return None if self.activities is None else set(self.activities)
        portable = portable_slugs()
        return portable if self.activities is None else portable & set(self.activities)

    def to_json(self) -> dict[str, Any]:
        """The choice as the package says it."""
        return {
            "right": "portability" if self.portability else "access",
            "article": "Art. 20" if self.portability else "Art. 15",
            "activities": None if self.activities is None else list(self.activities),
        }


def choose(activities: Collection[str] | None = None, *, portability: bool = False) -> Selection:
    """Everything, the records of the activities with these slugs, or what can be taken along.

    Raises :class:`BadChoice` where nothing was chosen, for a slug that no activity has, and for an
    activity that rests on neither consent nor contract where ``portability`` is asked for.
    """
    if activities is None:
        return Selection(None, portability)
    chosen = tuple(sorted(set(activities)))
    if not chosen:
        raise BadChoice(_("Choose at least one activity."))
    _refuse(set(chosen) - known_slugs(), _("There is no activity called %(slugs)s."))
    if portability:
        _refuse(
            set(chosen) - portable_slugs(),
            _("What is held under %(slugs)s rests on neither consent nor contract."),
        )
    return Selection(chosen, portability)


def known_slugs() -> set[str]:
    """Every activity that records can belong to: the published ones, and those that code names."""
    named = {slug for source in registry.sources() for slug in conditions_of(source)}
    outside = {held.activity for held in registry.externals()}
    published = ProcessingActivity.objects.published().values_list("slug", flat=True)
    return {*named, *outside, *published}


def portable_slugs() -> set[str]:
    """The published activities that rest on consent or contract."""
    portable = ProcessingActivity.objects.published().filter(legal_basis__in=PORTABLE)
    return set(portable.values_list("slug", flat=True))


def columns_chosen(source: PersonalData, selection: Selection) -> tuple[str, ...]:
    """The columns of ``source`` that the choice includes; empty where it leaves the source out."""
    if not selection.portability or source.provided is True:
        return source.columns
    given = source.provided or ()
    if not given:
        return ()
    key = source.model._meta.pk.name
    return tuple(name for name in source.columns if name == key or name in given)


def slugs_held(subject: Subject) -> set[str]:
    """The activities under which something is held about the person; one short query a source."""
    held = {external.activity for external in registry.externals()}
    groups = (group for source in registry.sources() for group in groups_of_source(source, subject))
    return held | {group.slug for group in groups if group.slug and group.rows.exists()}


def count_records(subject: Subject, selection: Selection, *, most: int | None = None) -> int:
    """How many records the choice includes; counting stops past ``most``."""
    slugs, counted = selection.slugs, 0
    for source in registry.sources():
        if not columns_chosen(source, selection):
            continue
        for group in groups_of_source(source, subject, slugs):
            rows = group.rows if most is None else group.rows[: most - counted + 1]
            counted += rows.count()
            if most is not None and counted > most:
                return counted
    return counted


def _refuse(slugs: set[str], why: str) -> None:
    if slugs:
        raise BadChoice(why % {"slugs": ", ".join(sorted(slugs))})
