"""Writes the processing records. What an editor has changed since is left alone."""

from __future__ import annotations

from privacy_center.activities.starter import write_records

from .activities import CUSTOMER_ACTIVITIES
from .categories import CATEGORIES
from .recipients import RECIPIENTS
from .site_activities import SITE_ACTIVITIES


def load_processing_records() -> None:
    """Categories, recipients and activities, each with a first revision to compare with later."""
    activities = (*CUSTOMER_ACTIVITIES, *SITE_ACTIVITIES)
    published = [activity.slug for activity in activities]
    write_records(CATEGORIES, RECIPIENTS, activities, published=published)
