"""What an editor is told after a change of a retention rule: counts, and nobody's data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..activities.models import ProcessingActivity
from ..retention import PendingRule, pending_rules
from ..sources import registry


@dataclass(frozen=True)
class DueSource:
    """A source, and how many of its records are past their time."""

    title: str
    count: int


def due_sources(counts: dict[str, int]) -> list[DueSource]:
    """Counts by source name as rows with the sources' titles, those with nothing left out."""
    rows = []
    for name, count in counts.items():
        source = registry.get(name)
        if count:
            rows.append(DueSource(str(source.title) if source else name, count))
    return rows


def pending_rule_of(activity: ProcessingActivity) -> PendingRule | None:
    """The rule of ``activity`` that waits for the officer, or None."""
    return next((rule for rule in pending_rules() if rule.activity.pk == activity.pk), None)


def due_message(rule: PendingRule) -> str:
    """What becomes due under a changed rule, and that it waits."""
    words: dict[str, Any] = {"title": rule.activity, "was": rule.was, "now": rule.now}
    if rule.was:
        change = _("The time for “%(title)s” changes from “%(was)s” to “%(now)s”.") % words
    else:
        change = _("The time for “%(title)s” is new: “%(now)s”.") % words
    rows = due_sources(rule.due)
    waits = _("Nothing is removed until the privacy officer has confirmed it.")
    if not rows:
        return f"{change} {_('No record is past its time under it today.')} {waits}"
    total = sum(row.count for row in rows)
    due = ngettext(
        "%(count)d record is past its time under it: %(list)s.",
        "%(count)d records are past their time under it: %(list)s.",
        total,
    ) % {"count": total, "list": ", ".join(f"{row.title} {row.count}" for row in rows)}
    return f"{change} {due} {waits}"
