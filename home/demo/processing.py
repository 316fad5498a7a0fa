"""Writes the processing records. What an editor has changed since is left alone."""

from __future__ import annotations

from typing import Any

from wagtail.models import Locale

from privacy_center.activities.models import (
    ActivityText,
    CategoryText,
    DataCategory,
    ProcessingActivity,
    Recipient,
    RecipientText,
)

from .activities import CUSTOMER_ACTIVITIES, Activity
from .categories import CATEGORIES
from .recipients import RECIPIENTS
from .site_activities import SITE_ACTIVITIES
from .words import LANGUAGES, Words


def load_processing_records(locales: dict[str, Locale]) -> None:
    """Categories, recipients and activities, each with a first revision to compare with later."""
    for order, category in enumerate(CATEGORIES, start=1):
        if not DataCategory.objects.filter(slug=category.slug).exists():
            words = {"title": category.title, "description": category.description}
            record = DataCategory(slug=category.slug, sort_order=order)
            record.texts.add(*(CategoryText(**text) for text in _texts(words, locales)))
            _store(record)
    for order, receiver in enumerate(RECIPIENTS, start=1):
        if not Recipient.objects.filter(slug=receiver.slug).exists():
            words = {"name": receiver.name, "description": receiver.description}
            recipient = Recipient(
                slug=receiver.slug, role=receiver.role, country="SE", sort_order=order
            )
            recipient.texts.add(*(RecipientText(**text) for text in _texts(words, locales)))
            _store(recipient)
    for order, activity in enumerate((*CUSTOMER_ACTIVITIES, *SITE_ACTIVITIES), start=1):
        if not ProcessingActivity.objects.filter(slug=activity.slug).exists():
            _store_activity(activity, order, locales)


def _store_activity(activity: Activity, order: int, locales: dict[str, Locale]) -> None:
    value, unit = activity.period
    record = ProcessingActivity(
        slug=activity.slug,
        legal_basis=activity.legal_basis,
        legal_reference=activity.legal_reference,
        preset=activity.preset,
        period_value=value,
        period_unit=unit,
        counts_from=activity.counts_from,
        direct_marketing=activity.direct_marketing,
        note_to_editor=activity.note_to_editor,
        sort_order=order,
    )
    words = {
        "title": activity.title,
        "purpose": activity.purpose,
        "retention_reason": activity.retention_reason,
        "counts_from_text": activity.counts_from_text,
        "origin": activity.origin,
    }
    record.texts.add(*(ActivityText(**text) for text in _texts(words, locales)))
    record.full_clean()
    record.save()
    record.categories = DataCategory.objects.filter(slug__in=activity.categories)
    record.recipients = Recipient.objects.filter(slug__in=activity.recipients)
    record.save()
    record.save_revision(log_action=False).publish(log_action=False)


def _store(record: Any) -> None:
    record.full_clean()
    record.save()
    record.save_revision(log_action=False)


def _texts(words: dict[str, Words], locales: dict[str, Locale]) -> list[dict[str, Any]]:
    """The keyword arguments of one text row for each language."""
    return [
        {"locale": locales[language], **{k: v.in_language(language) for k, v in words.items()}}
        for language in LANGUAGES
    ]
