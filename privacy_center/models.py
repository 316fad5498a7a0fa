"""Every table of the plugin, gathered from its packages for Django to find."""

from .activities.models import (
    ActivityText,
    CategoryText,
    Controller,
    DataCategory,
    FinancialYear,
    ProcessingActivity,
    Recipient,
    RecipientText,
)

__all__ = [
    "ActivityText",
    "CategoryText",
    "Controller",
    "DataCategory",
    "FinancialYear",
    "ProcessingActivity",
    "Recipient",
    "RecipientText",
]
