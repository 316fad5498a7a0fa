"""Writes processing records into a site. What is there already is left alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import Locale

from ...audit import Actor, record
from ..models import (
    ActivityText,
    CategoryText,
    DataCategory,
    ProcessingActivity,
    Recipient,
    RecipientText,
)
from .activities import ACTIVITIES
from .categories import CATEGORIES
from .entries import ActivityEntry, CategoryEntry, RecipientEntry, Words
from .recipients import RECIPIENTS
from .site_activities import SITE_ACTIVITIES

#: What a command calls the records, in any language of the site.
KINDS: dict[type[Model], str] = {
    ProcessingActivity: "activity",
    DataCategory: "category",
    Recipient: "recipient",
}

#: The slugs of the activities and categories that :func:`start_records` knows.
USUAL = frozenset(entry.slug for entry in (*ACTIVITIES, *SITE_ACTIVITIES, *CATEGORIES))


@dataclass
class Started:
    """What was written, by slug, and what was there already, as (kind, slug)."""

    published: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    left_alone: list[tuple[str, str]] = field(default_factory=list)
    #: Needed by a source, there already, and still a draft: it is the editor's to publish.
    still_drafts: list[str] = field(default_factory=list)
    #: Needed by a source, and neither there nor among the usual ones.
    unknown: list[str] = field(default_factory=list)

    @property
    def activities(self) -> list[str]:
        """The activities that were written."""
        return [*self.published, *self.drafts]


def start_records(*, needed: Collection[str], actor: Actor, user: Any = None) -> Started:
    """Write the usual records of a web site, for an editor to go through.

    Those whose slugs are in ``needed`` are published, so that what obeys them works; the others
    are drafts. Nothing is removed by date before the privacy officer has confirmed the rules.
    ``user`` is named in Wagtail's own history. May be called again: a slug that exists is left
    alone.
    """
    with transaction.atomic():
        started = write_records(
            CATEGORIES,
            RECIPIENTS,
            (*SITE_ACTIVITIES, *ACTIVITIES),
            published=needed,
            user=user,
        )
        there = ProcessingActivity.objects.filter(slug__in=needed, live=False)
        started.still_drafts = sorted(there.values_list("slug", flat=True))
        everything = ProcessingActivity.objects.values_list("slug", flat=True)
        started.unknown = sorted(set(needed) - set(everything))
        if started.activities or started.categories or started.recipients:
            record(
                "records_started",
                actor=actor,
                published=started.published,
                drafts=started.drafts,
                categories=started.categories,
                recipients=started.recipients,
            )
    return started


@transaction.atomic
def write_records(
    categories: Iterable[CategoryEntry],
    recipients: Iterable[RecipientEntry],
    activities: Iterable[ActivityEntry],
    *,
    published: Collection[str],
    user: Any = None,
) -> Started:
    """Store what does not exist by slug, in every language of the site, with a first revision."""
    started = Started()
    locales = list(Locale.objects.order_by("pk"))
    for order, category in enumerate(categories, start=1):
        if _exists(DataCategory, category.slug, started):
            continue
        words = {"title": category.title, "description": category.description}
        row = DataCategory(slug=category.slug, sort_order=order)
        row.texts.add(*(CategoryText(**text) for text in _texts(words, locales)))
        _store(row, user)
        started.categories.append(category.slug)
    for order, entry in enumerate(recipients, start=1):
        if _exists(Recipient, entry.slug, started):
            continue
        words = {"name": entry.name, "description": entry.description}
        recipient = Recipient(
            slug=entry.slug, role=entry.role, country=entry.country, sort_order=order
        )
        recipient.texts.add(*(RecipientText(**text) for text in _texts(words, locales)))
        _store(recipient, user)
        started.recipients.append(entry.slug)
    for order, activity in enumerate(activities, start=1):
        if _exists(ProcessingActivity, activity.slug, started):
            continue
        live = activity.slug in published
        _store_activity(activity, order, locales, live, user)
        (started.published if live else started.drafts).append(activity.slug)
    return started


def _exists(model: Any, slug: str, started: Started) -> bool:
    if not model.objects.filter(slug=slug).exists():
        return False
    started.left_alone.append((KINDS[model], slug))
    return True


def _store_activity(
    entry: ActivityEntry, order: int, locales: list[Locale], live: bool, user: Any
) -> None:
    value, unit = entry.period
    row = ProcessingActivity(
        slug=entry.slug,
        live=live,
        has_unpublished_changes=not live,
        legal_basis=entry.legal_basis,
        legal_reference=entry.legal_reference,
        preset=entry.preset,
        period_value=value,
        period_unit=unit,
        counts_from=entry.counts_from,
        direct_marketing=entry.direct_marketing,
        note_to_editor=entry.note_to_editor,
        sort_order=order,
    )
    words = {
        "title": entry.title,
        "purpose": entry.purpose,
        "people": entry.people,
        "retention_reason": entry.retention_reason,
        "counts_from_text": entry.counts_from_text,
        "origin": entry.origin,
        "security_measures": entry.security_measures,
    }
    row.texts.add(*(ActivityText(**text) for text in _texts(words, locales)))
    row.full_clean()
    row.save()
    row.categories = DataCategory.objects.filter(slug__in=entry.categories)
    row.recipients = Recipient.objects.filter(slug__in=entry.recipients)
    row.save()
    log(instance=row, action="wagtail.create", user=user)
    revision = row.save_revision(user=user, log_action=False)
    if live:
        revision.publish(user=user, log_action=user is not None)


def _store(row: Any, user: Any) -> None:
    row.full_clean()
    row.save()
    log(instance=row, action="wagtail.create", user=user)
    row.save_revision(user=user, log_action=False)


def _texts(words: dict[str, Words], locales: list[Locale]) -> list[dict[str, Any]]:
    """The keyword arguments of one text row for each language."""
    return [
        {
            "locale": locale,
            **{name: text.in_language(locale.language_code) for name, text in words.items()},
        }
        for locale in locales
    ]
