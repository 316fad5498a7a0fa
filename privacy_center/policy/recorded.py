"""The processing records as plain values, for a version to keep them as they were (Art. 5(2))."""

from __future__ import annotations

from typing import Any

from django.forms.models import model_to_dict

from ..activities.choices import LegalBasis
from ..activities.models import ProcessingActivity, Recipient
from .records import PolicyRecords

#: What a yes is a yes to. A change of any of these is another consent (Art. 4(11), 7(2)).
TERMS = (
    "legal_basis",
    "purpose",
    "period_value",
    "period_unit",
    "counts_from",
    "direct_marketing",
    "automated_text",
    "categories",
    "recipients",
)


def recorded(records: PolicyRecords) -> dict[str, Any]:
    """The controller and every published activity, with the words of the policy's language."""
    found = ProcessingActivity.objects.published().with_texts()
    controller = model_to_dict(records.controller, exclude=("id", "site"))
    return {
        "language": records.language,
        "controller": controller,
        "activities": [_activity(activity, records.language) for activity in found],
    }


def changed_consents(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The slugs of activities whose consent was given to other terms than those of ``after``.

    What rested on consent before and rests on it still, with another purpose, other data or
    recipients, or another time. Both are what :func:`recorded` made.
    """
    old = {activity["slug"]: activity for activity in before.get("activities", ())}
    return [
        activity["slug"]
        for activity in after.get("activities", ())
        if activity["legal_basis"] == LegalBasis.CONSENT
        and activity["slug"] in old
        and _terms(activity) != _terms(old[activity["slug"]])
    ]


def _terms(activity: dict[str, Any]) -> list[Any]:
    named: dict[str, Any] = {
        **activity,
        "categories": [category["slug"] for category in activity["categories"]],
        "recipients": [
            [recipient[key] for key in ("slug", "role", "country", "safeguard")]
            for recipient in activity["recipients"]
        ],
    }
    return [named[term] for term in TERMS]


def _activity(activity: ProcessingActivity, language: str) -> dict[str, Any]:
    text = activity.text(language)
    words = {
        name: getattr(text, name, "")
        for name in (
            "title",
            "purpose",
            "origin",
            "counts_from_text",
            "retention_reason",
            "automated_text",
        )
    }
    return {
        "slug": activity.slug,
        **words,
        "legal_basis": activity.legal_basis,
        "legal_reference": activity.legal_reference,
        "preset": activity.preset,
        "period_value": activity.period_value,
        "period_unit": activity.period_unit,
        "counts_from": activity.counts_from,
        "direct_marketing": activity.direct_marketing,
        "automated_decisions": activity.automated_decisions,
        "categories": [
            {
                "slug": category.slug,
                "title": _title(category, language),
                "special": category.special,
            }
            for category in sorted(activity.categories.all(), key=lambda one: one.slug)
        ],
        "recipients": [
            _recipient(recipient, language)
            for recipient in sorted(activity.recipients.all(), key=lambda one: one.slug)
        ],
    }


def _recipient(recipient: Recipient, language: str) -> dict[str, Any]:
    text = recipient.text(language)
    return {
        "slug": recipient.slug,
        "name": text.name if text else recipient.slug,
        "role": recipient.role,
        "country": recipient.country,
        "safeguard": recipient.safeguard,
    }


def _title(record: Any, language: str) -> str:
    text = record.text(language)
    return text.title if text else record.slug
