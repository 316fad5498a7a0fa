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
from .erasure.models import ErasureRun, ErasureStep, RunHash
from .holds.models import ErasureDecision, LegalHold
from .policy.models import PrivacyPolicyPage
from .rectification.models import CorrectionNote, CorrectionProposal
from .requests.models import PrivacyRequest, RequestEvent
from .retention.models import ConfirmedRule, RetentionRun
from .sources.models import RestrictedRecord

__all__ = [
    "ActivityText",
    "AuditEntry",
    "AuditHead",
    "CategoryText",
    "ConfirmedRule",
    "ConsentEvent",
    "ConsentWording",
    "Controller",
    "CorrectionNote",
    "CorrectionProposal",
    "DataCategory",
    "ErasureDecision",
    "ErasureRun",
    "ErasureStep",
    "FinancialYear",
    "LegalHold",
    "MarketingObjection",
    "PrivacyPolicyPage",
    "PrivacyRequest",
    "ProcessingActivity",
    "Recipient",
    "RecipientText",
    "RequestEvent",
    "RestrictedRecord",
    "RetentionRun",
    "RunHash",
]
