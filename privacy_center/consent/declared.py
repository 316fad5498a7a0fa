"""What is personal in the ledger of consents; ``privacy_center.privacy`` registers it."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..activities.models import ProcessingActivity
from ..days import day_of
from ..sources import Anonymise, PersonalData
from ..sources.display import CODED, language_words
from ..sources.reading import once_a_reading
from ..subjects import Subject
from .marketing import objections_of
from .methods import method_in_words
from .models import Answer, ConsentEvent, MarketingObjection
from .queries import events_of


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
