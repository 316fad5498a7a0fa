"""Every table of the plugin, gathered from its packages for Django to find."""

from .activities.models import (
    ActivityText,
    CategoryText,
    Controller,
    ControllerText,
    DataCategory,
    FinancialYear,
    ProcessingActivity,
    Recipient,
    RecipientText,
)
from .audit.models import AuditEntry, AuditHead
from .consent.models import ConsentEvent, ConsentRenewal, ConsentWording, MarketingObjection
from .delivery.models import PreparedPackage
from .erasure.models import AcceptedResidue, ErasureRun, ErasureStep, PendingFile, RunHash
from .holds.models import ErasureDecision, LegalHold
from .ledger.models import LedgerMark
from .policy.announcements import AnnouncementBatch, MaterialChange, ToldPerson
from .policy.models import PrivacyPolicyPage
from .policy.version import PolicyVersion
from .rectification.models import CorrectionNote, CorrectionProposal, RecipientNotice
from .requests.models import PrivacyRequest, RequestEvent
from .retention.models import (
    ConfirmedRule,
    InactivityWarning,
    RetentionApproval,
    RetentionRun,
    RetentionSettings,
)
from .sources.models import RestrictedRecord

__all__ = [
    "AcceptedResidue",
    "ActivityText",
    "AnnouncementBatch",
    "AuditEntry",
    "AuditHead",
    "CategoryText",
    "ConfirmedRule",
    "ConsentEvent",
    "ConsentRenewal",
    "ConsentWording",
    "Controller",
    "ControllerText",
    "CorrectionNote",
    "CorrectionProposal",
    "DataCategory",
    "ErasureDecision",
    "ErasureRun",
    "ErasureStep",
    "FinancialYear",
    "InactivityWarning",
    "LedgerMark",
    "LegalHold",
    "MarketingObjection",
    "MaterialChange",
    "PendingFile",
    "PolicyVersion",
    "PreparedPackage",
    "PrivacyPolicyPage",
    "PrivacyRequest",
    "ProcessingActivity",
    "Recipient",
    "RecipientNotice",
    "RecipientText",
    "RequestEvent",
    "RestrictedRecord",
    "RetentionApproval",
    "RetentionRun",
    "RetentionSettings",
    "RunHash",
    "ToldPerson",
]
