"""The built-in declarations: Django's, allauth's, Wagtail's and the plugin's own tables."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

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
from .consent.declared import ConsentEventData, MarketingObjectionData
from .consent.models import (
    ConsentEvent,
    ConsentRenewal,
    ConsentWording,
    MarketingObjection,
)
from .delivery.models import PreparedPackage
from .delivery.people import packages_of
from .erasure.models import AcceptedResidue, ErasureRun, ErasureStep, PendingFile, RunHash
from .holds.models import ErasureDecision, LegalHold
from .ledger.models import LedgerMark
from .policy.announcements import AnnouncementBatch, MaterialChange, ToldPerson
from .policy.models import PrivacyPolicyPage
from .policy.version import PolicyVersion
from .rectification.declared import NoteData, ProposalData, RecipientNoticeData
from .rectification.models import CorrectionNote, CorrectionProposal, RecipientNotice
from .requests.models import PrivacyRequest, RequestEvent
from .retention.models import (
    ConfirmedRule,
    InactivityWarning,
    RetentionApproval,
    RetentionRun,
    RetentionSettings,
)
from .sources import PersonalData, nothing_personal, register
from .sources.display import CODED, language_words
from .sources.models import RestrictedRecord

if TYPE_CHECKING:
    from .subjects import Subject

#: Built-in declarations by the app whose tables they declare.
BUILTIN = {
    "allauth.account": "allauth_account",
    "allauth.mfa": "allauth_mfa",
    "allauth.socialaccount": "allauth_socialaccount",
    "allauth.usersessions": "allauth_usersessions",
    "cookie_consent": "cookie_consent",
    "django.contrib.admin": "django_admin",
    "django.contrib.auth": "auth",
    "django.contrib.sites": "django_sites",
    "django_tasks_db": "django_tasks_db",
    "taggit": "taggit",
    "wagtail": "wagtail_core",
    "wagtail.admin": "wagtail_admin",
    "wagtail.contrib.forms": "wagtail_forms",
    "wagtail.contrib.redirects": "wagtail_redirects",
    "wagtail.contrib.search_promotions": "wagtail_search_promotions",
    "wagtail.contrib.simple_translation": "wagtail_simple_translation",
    "wagtail.documents": "wagtail_documents",
    "wagtail.embeds": "wagtail_embeds",
    "wagtail.images": "wagtail_images",
    "wagtail.search": "wagtail_search",
    "wagtail.users": "wagtail_users",
    "wagtail_localize": "wagtail_localize",
}
#: Declarations of tables that Wagtail's core has besides those of its pages.
CORE = ("wagtail_logs", "wagtail_revisions")

for app, module in BUILTIN.items():
    if apps.is_installed(app):
        import_module(f"privacy_center.sources.builtin.{module}")
for module in CORE:
    import_module(f"privacy_center.sources.builtin.{module}")


@register(PrivacyRequest)
class PrivacyRequestData(PersonalData):
    """What the person has asked for, under a pseudonym."""

    activity = "rights-requests"
    subject = ("user",)
    retained_from = "received_at"
    not_identifying = (
        "reference",
        "kind",
        "state",
        "channel",
        "received_at",
        "due_on",
        "closed_at",
        "subject",
        "language",
        "erasure_run",
        "correction",
    )

    def find(self, subject: Subject) -> QuerySet[Any]:
        """By account, and by the pseudonym of each address."""
        by_hash = self.rows().filter(subject__in=subject.hashes)
        return by_hash | super().find(subject)

    def words(self, record: PrivacyRequest, field: str) -> Any:
        """Say the language by its name, and the person by what the code is."""
        if field == "language":
            return language_words(record.language)
        if field == "subject":
            return str(CODED)
        return super().words(record, field)

    def guard(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """An open request stays until it is answered, however old."""
        return queryset.filter(closed_at=None)


@register(RequestEvent)
class RequestEventData(PersonalData):
    """The timeline of a request."""

    part_of = "request"
    not_identifying = ("at", "state", "note", "actor")


@register(InactivityWarning)
class InactivityWarningData(PersonalData):
    """That an unused account was warned: it goes with the account, or once somebody signs in."""

    activity = "account"
    subject = ("user",)
    not_identifying = ("warned_at", "erase_on")


@register(PreparedPackage)
class PreparedPackageData(PersonalData):
    """A package that waits to be fetched: its file goes with it. Nothing of it is in a package."""

    activity = "account"
    subject = ("user",)
    title = _("Packages of your data")
    provided = False
    not_identifying = (
        "state",
        "subject",
        "language",
        "activities",
        "portability",
        "request",
        "records",
        "done",
        "size",
        "created_at",
        "ready_at",
        "expires_at",
        "fetched_at",
    )
    secret = (
        "nonce",
        "sealed_address",
        "file",
        "sha256",
        "actor_kind",
        "actor_id",
        "lease_until",
        "lease_owner",
        "attempts",
        "retry_at",
        "error",
    )

    def find(self, subject: Subject) -> QuerySet[Any]:
        """By account, and by the pseudonym of each address."""
        return self.rows().filter(pk__in=packages_of(subject).values("pk"))

    def words(self, record: PreparedPackage, field: str) -> Any:
        """Say the language by its name, and the person by what the code is."""
        if field == "language":
            return language_words(record.language)
        return str(CODED) if field == "subject" else super().words(record, field)


register(ConsentEvent)(ConsentEventData)
register(MarketingObjection)(MarketingObjectionData)
register(CorrectionProposal)(ProposalData)
register(CorrectionNote)(NoteData)
register(RecipientNotice)(RecipientNoticeData)


nothing_personal(
    ProcessingActivity,
    ActivityText,
    DataCategory,
    CategoryText,
    Recipient,
    RecipientText,
    FinancialYear,
    Controller,
    ControllerText,
    ConsentWording,
    ConfirmedRule,
    RetentionRun,
    RetentionApproval,
    RetentionSettings,
    PrivacyPolicyPage,
    PolicyVersion,
    MaterialChange,
    AnnouncementBatch,
    ConsentRenewal,
    reason="What the company promises and does, not whom it concerns.",
)
nothing_personal(
    AuditEntry,
    AuditHead,
    ErasureRun,
    ErasureStep,
    RunHash,
    LedgerMark,
    RestrictedRecord,
    LegalHold,
    ErasureDecision,
    AcceptedResidue,
    PendingFile,
    ToldPerson,
    reason="Proof under pseudonyms. An unfinished erasure keeps the identifiers sealed.",
)
