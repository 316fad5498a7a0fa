"""What is personal in the corrections themselves; ``privacy_center.privacy`` registers it."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ..sources import PersonalData, registry
from ..sources.base import MASK
from ..sources.display import CODED
from ..sources.restricted import key_text
from ..subjects import Subject
from .models import CorrectionProposal

ACTIVITY = "rights-requests"


class CorrectionData(PersonalData):
    """What both have in common: found by pseudonym, gone with the record they speak of."""

    def find(self, subject: Subject) -> QuerySet[Any]:
        """By every hash that leads to the person."""
        return self.rows().filter(subject__in=subject.hashes)

    def people(self, queryset: QuerySet[Any]) -> Any:
        """Nobody by name: a pseudonym leads to a person only from the person's side."""
        return ((key, None) for key in queryset.values_list("pk", flat=True))

    def label(self, record: Any) -> str:
        """What was to be corrected, and where."""
        source = registry.get(record.source)
        if source is None:
            return str(record)
        fields = getattr(record, "fields", None) or [record.field]
        return f"{source.title}: {', '.join(_label(source, name) for name in fields)}"

    def words(self, record: Any, field: str) -> Any:
        """Names of places and fields as a person calls them."""
        source = registry.get(record.source)
        if source is not None and field == "source":
            return source.title
        if source is not None and field in ("field", "fields"):
            fields = getattr(record, "fields", None) or [record.field]
            return ", ".join(_label(source, name) for name in fields)
        if field == "subject":
            return str(CODED)
        return super().words(record, field)

    def may_copy(self, model: type[Model]) -> bool:
        """Whether anything of ``model`` was ever corrected."""
        return self.rows().filter(source=model._meta.label_lower).exists()

    def copies(self, model: type[Model], keys: list[Any]) -> QuerySet[Any]:
        """What speaks of records that go."""
        return self.rows().filter(
            source=model._meta.label_lower, record_key__in=[key_text(key) for key in keys]
        )


class ProposalData(CorrectionData):
    """Corrections that the person proposed."""

    activity = ACTIVITY
    subject = ("user",)
    title = _("Corrections you have proposed")
    retained_from = "created_at"
    fields = {
        "value": "free-text",
        "reason": "free-text",
        "attachment": "free-text",
        "answer": "free-text",
        "subject": "technical",
    }
    not_identifying = ("source", "record_key", "field", "state", "created_at", "decided_at")
    # Who of the staff decided is theirs, not the person's.
    secret = ("decided_by",)
    labels = {"subject": _("Code that stands for you")}

    def words(self, record: CorrectionProposal, field: str) -> Any:
        """What was proposed as text, masked where the record's own field is."""
        if field == "value":
            source = registry.get(record.source)
            hidden = source is not None and record.field in source.masked
            return MASK if hidden else record.proposed
        if field == "attachment":
            return _("One file") if record.attachment else ""
        return super().words(record, field)


class NoteData(CorrectionData):
    """Corrections beside fields that a law keeps: kept as long as those."""

    title = _("Corrections beside what we must keep")
    retained_from = "at"
    fields = {"text": "free-text", "subject": "technical"}
    not_identifying = ("source", "record_key", "field", "at")
    kept_by_law = ("text",)
    labels = {"subject": _("Code that stands for you")}

    def activity(self) -> dict[str, Q]:
        """That of the record a note stands beside, where a law keeps it."""
        beside: dict[str, list[str]] = {}
        for source in registry.sources():
            if source.kept_by_law and source.model is not self.model and not source.part_of:
                for slug in source.activities():
                    beside.setdefault(slug, []).append(source.name)
        found = {slug: Q(source__in=names) for slug, names in sorted(beside.items())}
        found.pop(ACTIVITY, None)
        return {**found, ACTIVITY: Q()}


class RecipientNoticeData(CorrectionData):
    """Who was told that something of the person's was corrected."""

    activity = ACTIVITY
    title = _("Who is told of your corrections")
    retained_from = "at"
    fields = {"subject": "technical"}
    not_identifying = ("recipient", "source", "record_key", "fields", "at", "told_at")
    secret = ("told_by",)
    labels = {"subject": _("Code that stands for you")}


def _label(source: PersonalData, name: str) -> str:
    known = {column.name for column in source.model._meta.get_fields()}
    return source.field_label(name) if name in known else name
