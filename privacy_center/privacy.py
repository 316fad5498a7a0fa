"""The built-in declarations: Django's, allauth's, Wagtail's and the plugin's own tables."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import get_language
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
from .consent.marketing import objections_of
from .consent.methods import method_in_words
from .consent.models import (
    Answer,
    ConsentEvent,
    ConsentRenewal,
    ConsentWording,
    MarketingObjection,
)
from .consent.queries import events_of
from .days import day_of
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
from .sources import Anonymise, PersonalData, nothing_personal, register
from .sources.display import CODED, language_words
from .sources.models import RestrictedRecord
from .sources.reading import once_a_reading

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


@register(ConsentEvent)
class ConsentEventData(PersonalData):
    """The proof of consents: it stays, under a pseudonym, for its own declared period."""

    activity = "consent-proof"
    subject = ("user",)
    title = _("Proof of your consents")
    retained_from = "at"
    not_identifying = (
        "activity",
        "state",
        "wording",
        "address_hash",
        "at",
        "language",
        "place",
        "method",
    )
    labels = {"address_hash": _("Your address"), "activity": _("What it is about")}

    def find(self, subject: Subject) -> QuerySet[Any]:
        """By account, and by the pseudonym of each address."""
        return self.rows().filter(pk__in=events_of(subject).values("pk"))

    def label(self, record: ConsentEvent) -> str:
        """Say what was answered, and when."""
        day = date_format(day_of(record.at), "DATE_FORMAT")
        answer = record.get_state_display()
        return str(_("%(answer)s on %(day)s") % {"answer": answer, "day": day})

    def words(self, record: ConsentEvent, field: str) -> Any:
        """Say it in words: the purpose's title, the text that was shown, how it was answered."""
        if field == "activity":
            return _titles().get(record.activity, record.activity)
        if field == "wording":
            return record.wording.text
        if field == "language":
            return language_words(record.language)
        return _proof_words(record, field) or super().words(record, field)

    def guard(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """A consent that stands needs its proof, however old."""
        later = ConsentEvent._base_manager.filter(
            address_hash=OuterRef("address_hash"),
            activity=OuterRef("activity"),
            at__gt=OuterRef("at"),
        )
        return queryset.filter(~Exists(later), state=Answer.GIVEN)


@register(MarketingObjection)
class MarketingObjectionData(PersonalData):
    """A no to marketing: it must outlive what it is about, or it could not be honoured."""

    activity = "consent-proof"
    subject = ("user",)
    title = _("Your no to marketing")
    not_identifying = ("address_hash", "at", "place", "method")
    labels = {"address_hash": _("Your address")}
    on_erasure = Anonymise()

    def label(self, record: MarketingObjection) -> str:
        """Say since when."""
        day = date_format(day_of(record.at), "DATE_FORMAT")
        return str(_("No to marketing since %(day)s") % {"day": day})

    def words(self, record: MarketingObjection, field: str) -> Any:
        """Say how in words."""
        return _proof_words(record, field) or super().words(record, field)

    def find(self, subject: Subject) -> QuerySet[Any]:
        """By account, and by the pseudonym of each address."""
        return self.rows().filter(pk__in=objections_of(subject).values("pk"))


def _proof_words(record: ConsentEvent | MarketingObjection, field: str) -> str:
    """What the two proofs have in common; empty for what is told as it is."""
    if field == "method":
        return method_in_words(record.method)
    if field == "address_hash" and record.address_hash:
        return str(CODED)
    return ""


def _titles() -> dict[str, str]:
    """What each purpose is called in the active language, by its slug."""

    def read() -> dict[str, str]:
        found = ProcessingActivity.objects.prefetch_related("texts__locale")
        return {activity.slug: str(activity) for activity in found}

    return dict(once_a_reading(("titles", get_language()), read))


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
