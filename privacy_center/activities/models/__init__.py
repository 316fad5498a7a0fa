"""The processing records as tables."""

from .activity import ActivityText, ProcessingActivity
from .category import CategoryText, DataCategory
from .controller import Controller, ControllerText
from .financial_year import FinancialYear, financial_years
from .recipient import Recipient, RecipientText

__all__ = [
    "ActivityText",
    "CategoryText",
    "Controller",
    "ControllerText",
    "DataCategory",
    "FinancialYear",
    "ProcessingActivity",
    "Recipient",
    "RecipientText",
    "financial_years",
]
