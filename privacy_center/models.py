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
from .audit.models import AuditEntry, AuditHead
from .consent.models import ConsentEvent, ConsentWording, MarketingObjection

__all__ = [
    "ActivityText",
    "AuditEntry",
    "AuditHead",
    "CategoryText",
    "ConsentEvent",
    "ConsentWording",
    "Controller",
    "DataCategory",
    "FinancialYear",
    "MarketingObjection",
    "ProcessingActivity",
    "Recipient",
    "RecipientText",
]
