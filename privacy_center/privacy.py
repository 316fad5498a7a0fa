"""The built-in declarations: Django's, allauth's, Wagtail's and the plugin's own tables."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

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
from .consent.marketing import objections_of
from .consent.models import Answer, ConsentEvent, ConsentWording, MarketingObjection
from .consent.queries import events_of
from .erasure.models import ErasureRun, ErasureStep, RunHash
from .holds.models import ErasureDecision, LegalHold
from .policy.models import PrivacyPolicyPage
from .rectification.declared import NoteData, ProposalData
from .rectification.models import CorrectionNote, CorrectionProposal
from .requests.models import PrivacyRequest, RequestEvent
from .retention.models import ConfirmedRule, RetentionRun
from .sources import Anonymise, PersonalData, nothing_personal, register
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

    def find(self, subject: Subject) -> QuerySet[Any]:
        """By account, and by the pseudonym of each address."""
        return self.rows().filter(pk__in=events_of(subject).values("pk"))

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
    not_identifying = ("address_hash", "at", "place", "method")
    on_erasure = Anonymise()

    def find(self, subject: Subject) -> QuerySet[Any]:
        """By account, and by the pseudonym of each address."""
        return self.rows().filter(pk__in=objections_of(subject).values("pk"))


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

    def guard(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """An open request stays until it is answered, however old."""
        return queryset.filter(closed_at=None)


@register(RequestEvent)
class RequestEventData(PersonalData):
    """The timeline of a request."""

    part_of = "request"
    not_identifying = ("at", "state", "note", "actor")


register(CorrectionProposal)(ProposalData)
register(CorrectionNote)(NoteData)


nothing_personal(
    ProcessingActivity,
    ActivityText,
    DataCategory,
    CategoryText,
    Recipient,
    RecipientText,
    FinancialYear,
    Controller,
    ConsentWording,
    ConfirmedRule,
    RetentionRun,
    PrivacyPolicyPage,
    reason="What the company promises and does, not whom it concerns.",
)
nothing_personal(
    AuditEntry,
    AuditHead,
    ErasureRun,
    ErasureStep,
    RunHash,
    RestrictedRecord,
    LegalHold,
    ErasureDecision,
    reason="Proof under pseudonyms. An unfinished erasure keeps the identifiers sealed.",
)
