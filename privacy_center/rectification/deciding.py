"""The staff's word on a proposed correction: it is written, or refused with a reason (Art. 16)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..audit import Actor, record
from ..sources import PersonalData, registry
from ..subjects import Subject, subject_of_email, subject_of_user
from .errors import NotYours
from .models import CorrectionProposal, ProposalState
from .owned import Owned
from .verbs import note, stays_with, tell_of
from .ways import Way


class CannotDecide(ValueError):
    """Nothing was decided, and the text says why."""


@dataclass(frozen=True)
class Difference:
    """A proposal beside what its record holds now."""

    proposal: CorrectionProposal

    @cached_property
    def source(self) -> PersonalData | None:
        """The declaration; None where the site has none any more."""
        return registry.get(self.proposal.source)

    @cached_property
    def record(self) -> Any:
        """The row; None where it is gone."""
        if self.source is None:
            return None
        try:
            key = self.source.model._meta.pk.to_python(self.proposal.record_key)
        except ValidationError:
            return None
        return self.source.rows().filter(pk=key).first()

    @cached_property
    def subject(self) -> Subject | None:
        """Whose proposal it is: by the account, else by the address that stands on the record.

        None where neither leads to the one who made it.
        """
        if self.proposal.user is not None:
            return subject_of_user(self.proposal.user)
        if self.source is None or self.record is None:
            return None
        rows = self.source.rows().filter(pk=self.record.pk)
        for _key, owner in self.source.people(rows):
            if isinstance(owner, str) and "@" in owner:
                found = subject_of_email(owner)
                if self.proposal.subject in found.hashes:
                    return found
        return None

    @property
    def title(self) -> str:
        """What the record is called."""
        if self.source is None or self.record is None:
            return self.proposal.source
        return str(self.source.label(self.record))

    @property
    def label(self) -> str:
        """What the field is called."""
        return self.source.field_label(self.proposal.field) if self.source else self.proposal.field

    @property
    def now(self) -> str:
        """What the record says, in words."""
        if self.source is None or self.record is None:
            return ""
        return _words(self.source, self.record, self.proposal.field)

    @property
    def proposed(self) -> str:
        """What it would say, in the same words."""
        if self.source is None:
            return str(self.proposal.proposed)
        field = self.proposal.field
        holding = self.source.model()
        column: Any = self.source.model._meta.get_field(field)
        setattr(holding, column.attname, column.to_python(self.proposal.proposed))
        return _words(self.source, holding, field)

    @property
    def locked(self) -> bool:
        """Whether a law or a hold keeps the field by now: accepting puts a note beside it."""
        return self.way is Way.NOTE

    @cached_property
    def way(self) -> Way:
        """How the field may be corrected now."""
        if self.subject is None:
            return Way.NONE
        try:
            with transaction.atomic():
                owned = Owned.lock(self.subject, self.proposal.source, self.proposal.record_key)
        except NotYours:
            return Way.NONE
        return owned.way(self.proposal.field)

    @property
    def shown(self) -> str:
        """Stands for what the officer was shown, so that nothing else is decided on."""
        seen = f"{self.proposal.pk}:{self.now}:{self.way}"
        return hashlib.sha256(seen.encode()).hexdigest()[:32]


@transaction.atomic
def accept(
    proposal: CorrectionProposal, *, shown: str, officer: Any, answer: str = ""
) -> CorrectionProposal:
    """Write what was proposed, through the model's validation; or beside it where it is locked.

    Raises :class:`CannotDecide` where it was decided before, where the record is gone or is not
    the person's any more, or where it has changed since it was ``shown``; ``ValidationError``
    where the model refuses the value now.
    """
    difference = _open(proposal)
    if difference.shown != shown:
        raise CannotDecide(_("The record has changed in the meantime. Look at it again."))
    locked, subject = difference.proposal, difference.subject
    actor = Actor.staff(officer)
    if subject is None or difference.way not in (Way.REVIEW, Way.NOW, Way.NOTE):
        raise CannotDecide(_("The record is gone, or is not this person's any more."))
    owned = Owned.lock(subject, locked.source, locked.record_key)
    if difference.way is Way.NOTE:
        text = difference.proposed
        note(subject, owned.source, owned.record.pk, locked.field, text, actor=actor)
    else:
        stays_with(subject, owned.source, locked.field, locked.proposed)
        owned.source.correct(owned.record, locked.field, locked.proposed)
        tell_of(subject, owned, [locked.field], actor)
    return _close(locked, ProposalState.ACCEPTED, answer, officer)


@transaction.atomic
def refuse(proposal: CorrectionProposal, *, answer: str, officer: Any) -> CorrectionProposal:
    """Leave the record as it is, and say why (Art. 12(4)).

    Raises :class:`CannotDecide` where it was decided before, ``ValueError`` without a reason.
    """
    if not answer.strip():
        raise ValueError("A refusal carries its reasons (Art. 12(4)).")
    return _close(_open(proposal).proposal, ProposalState.REFUSED, answer, officer)


def _words(source: PersonalData, record: Any, field: str) -> str:
    whole = source.unmasked if field in source.masked else source.value
    return str(whole(record, field))


def _open(proposal: CorrectionProposal) -> Difference:
    locked = CorrectionProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if not locked.is_pending:
        raise CannotDecide(_("This was decided already, or taken back."))
    return Difference(locked)


def _close(
    proposal: CorrectionProposal, state: str, answer: str, officer: Any
) -> CorrectionProposal:
    proposal.state = state
    proposal.answer = answer.strip()
    proposal.decided_at = timezone.now()
    proposal.decided_by = officer
    proposal.save(update_fields=["state", "answer", "decided_at", "decided_by"])
    record(
        "correction_decided",
        actor=Actor.staff(officer),
        subject=proposal.subject,
        proposal=proposal.pk,
        decision=str(state),
        source=proposal.source,
        fields=[proposal.field],
    )
    return proposal


__all__ = ["CannotDecide", "Difference", "accept", "refuse"]
