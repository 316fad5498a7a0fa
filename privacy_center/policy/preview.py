"""The rows that a policy would show of one record, stored or not yet."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from ..activities.models import DataCategory, ProcessingActivity, Recipient
from .rows import activity_row, basis_row, category_row, recipient_row


def records_of_activity(activity: ProcessingActivity) -> dict[str, Any]:
    """What the live blocks read, of ``activity`` alone, in the active language.

    An activity without a legal basis, as a form may still be, has no row for its basis.
    """
    language = get_language() or ""
    row = activity_row(activity, language)
    categories = [category_row(found, language) for found in activity.categories.all()]
    recipients = [recipient_row(found, language) for found in activity.recipients.all()]
    for category in categories:
        category.used_for.append(row.title)
    for recipient in recipients:
        recipient.used_for.append(row.title)
    bases = [basis_row(activity.legal_basis)] if activity.legal_basis else []
    for basis in bases:
        basis.activities.append(row)
    return {
        "activities": [row],
        "bases": bases,
        "automated": [row] if row.automated_text else [],
        "categories": categories,
        "origins": [row] if row.origin else [],
        "recipients": recipients,
        "leaves_eea": any(part.third_country for part in recipients),
    }


def records_of_part(record: DataCategory | Recipient) -> dict[str, Any]:
    """The same of a category or a recipient, with the published activities that use it."""
    language = get_language() or ""
    used = record.activities.published().with_texts() if record.pk else ()
    titles = [str(activity) for activity in used]
    if isinstance(record, DataCategory):
        category = category_row(record, language)
        category.used_for.extend(titles)
        return {"categories": [category]}
    recipient = recipient_row(record, language)
    recipient.used_for.extend(titles)
    return {"recipients": [recipient], "leaves_eea": recipient.third_country}
