"""Processing records to begin with: ready to edit, in Swedish and in English."""

from .entries import ActivityEntry, CategoryEntry, RecipientEntry, Words
from .site_activities import SITE_ACTIVITIES
from .writing import USUAL, Started, start_records, write_records

__all__ = [
    "SITE_ACTIVITIES",
    "USUAL",
    "ActivityEntry",
    "CategoryEntry",
    "RecipientEntry",
    "Started",
    "Words",
    "start_records",
    "write_records",
]
