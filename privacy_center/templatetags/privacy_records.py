"""What a record's preview needs: the rows that a policy would show of it."""

from __future__ import annotations

from typing import Any

from django import template

from privacy_center.activities.models import DataCategory, ProcessingActivity, Recipient
from privacy_center.policy.preview import records_of_activity, records_of_part

register = template.Library()


@register.simple_tag
def records_of(record: ProcessingActivity | DataCategory | Recipient) -> dict[str, Any]:
    """The policy's rows of one record, published or not, in the active language."""
    if isinstance(record, ProcessingActivity):
        return records_of_activity(record)
    return records_of_part(record)
