"""After a change of rules the next run waits for the privacy officer."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import override

from privacy_center.activities.book import ActivityBook
from privacy_center.activities.choices import CountsFrom, LegalBasis, Preset
from privacy_center.activities.models import ProcessingActivity
from privacy_center.activities.words import period_words
from privacy_center.audit import Actor, record
from privacy_center.sources import registry

from .due import due_counts
from .models import ConfirmedRule

#: How many characters of a rule's words are kept.
WORDS = 200


@dataclass(frozen=True)
class PendingRule:
    """A rule that no officer has confirmed: what it was, what it is, what it would remove."""

    activity: ProcessingActivity
    was: str
    now: str
    due: dict[str, int] = field(default_factory=dict)


def pending_rules(*, counted: bool = True) -> list[PendingRule]:
    """The changed rules of activities that sources belong to; with what becomes due, if counted."""
    book = ActivityBook.open()
    confirmed = {row.activity: row for row in ConfirmedRule.objects.all()}
    pending = []
    for activity in _in_use(book):
        row = confirmed.get(activity.slug)
        if row is None or row.fingerprint != fingerprint(activity, book):
            due = due_counts(activity) if counted else {}
            was = row.words_now if row else ""
            pending.append(PendingRule(activity, was, _rule_words(activity), due))
    return pending


def confirm_rules(*, actor: Actor, user: Any = None) -> int:
    """Confirm every pending rule as it stands; returns how many there were.

    The caller has checked that ``user`` may (``privacy_center.confirm_retention``).
    """
    with transaction.atomic():
        pending = pending_rules(counted=False)
        book = ActivityBook.open()
        for rule in pending:
            ConfirmedRule.objects.update_or_create(
                activity=rule.activity.slug,
                defaults={
                    "fingerprint": fingerprint(rule.activity, book),
                    "words": rule.now,
                    "in_languages": _in_languages(rule.activity),
                    "confirmed_by": user,
                },
            )
            record(
                "retention_rule_confirmed",
                actor=actor,
                activity=rule.activity.slug,
                was=rule.was,
                now=rule.now,
            )
    return len(pending)


def fingerprint(activity: ProcessingActivity, book: ActivityBook) -> str:
    """What a rule comes down to: when records are due, and what else decides their fate.

    The basis and the preset stand in it, since they say what a law keeps whatever the period is.
    Words, the name of the law among them, do not.
    """
    years = book.years if activity.counts_from == CountsFrom.FINANCIAL_YEAR else ()
    parts = [
        activity.slug,
        activity.legal_basis,
        activity.preset,
        activity.period_value,
        activity.period_unit,
        activity.counts_from,
        [[year.starts_on.isoformat(), year.end_month] for year in years],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _rule_words(activity: ProcessingActivity) -> str:
    """The rule as the officer reads it: period, basis and preset. As long as the table takes."""
    grounds = (LegalBasis(activity.legal_basis), activity.preset and Preset(activity.preset))
    named = ", ".join(str(ground.label) for ground in grounds if ground)
    return Truncator(f"{period_words(activity)} ({named})").chars(WORDS)


def _in_languages(activity: ProcessingActivity) -> dict[str, str]:
    """The rule in each language of the site and of the admin that has its words."""
    languages = {text.locale.language_code for text in activity.texts.select_related("locale")}
    said = {}
    for language in sorted({*languages, settings.LANGUAGE_CODE}):
        with override(language):
            said[language] = _rule_words(activity)
    return said


def _in_use(book: ActivityBook) -> list[ProcessingActivity]:
    """The activities with a period that some source with a date belongs to."""
    used = {
        slug
        for source in registry.sources()
        if source.retained_from
        for slug in source.activities()
    }
    return [
        activity
        for slug, activity in sorted(book.activities.items())
        if slug in used and activity.period_value is not None
    ]
