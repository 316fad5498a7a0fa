"""Correcting what is wrong (Art. 16): at once, by a proposal, or by a note beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..audit import Actor, record
from ..signals import data_rectified
from ..sources import PersonalData
from ..sources.restricted import key_text
from ..subjects import Subject, fold_email
from .attachments import checked
from .models import CorrectionNote, CorrectionProposal, ProposalState
from .owned import Owned
from .telling import note_recipients
from .ways import Way

LONGEST_TEXT = 5000
"""Of a reason or a note, in characters."""


@transaction.atomic
def correct(
    subject: Subject,
    source: PersonalData | str,
    pk: Any,
    changes: Mapping[str, Any],
    *,
    actor: Actor | None,
) -> tuple[str, ...]:
    """Write ``changes`` (field name -> value) into a record of the person; all of them or none.

    Returns the names of the fields that hold something else now. Raises
    :class:`~.errors.NotYours`; :class:`~.errors.WrongWay` for a field that is not corrected at
    once; ``ValidationError`` keyed by field for values that the model refuses. The audit trail has
    the names and the time, never a value.
    """
    owned = Owned.lock(subject, source, pk)
    for field in changes:
        owned.require(field, Way.NOW)
    errors: dict[str, Any] = {}
    changed = []
    for field, value in changes.items():
        before = getattr(owned.record, field)
        try:
            stays_with(subject, owned.source, field, value)
            owned.source.correct(owned.record, field, value)
        except ValidationError as error:
            errors.update(error.error_dict if hasattr(error, "error_dict") else {field: error})
            continue
        if getattr(owned.record, field) != before:
            changed.append(field)
    if errors:
        raise ValidationError(errors)
    if not changed:
        return ()
    tell_of(subject, owned, changed, actor)
    return tuple(changed)


@transaction.atomic
def propose(
    subject: Subject,
    source: PersonalData | str,
    pk: Any,
    field: str,
    value: Any,
    *,
    reason: str = "",
    attachment: Any = None,
    actor: Actor | None,
) -> CorrectionProposal:
    """Say what ``field`` should hold, for staff to decide on.

    ``attachment`` is a file that shows it, such as a certificate: a PDF or a picture. A proposal
    that still waits for the same field is withdrawn: the latest word counts. Raises what
    :func:`correct` raises; also for a value that is there already, and for another kind of file.
    """
    owned = Owned.lock(subject, source, pk)
    owned.require(field, Way.REVIEW)
    stays_with(subject, owned.source, field, value)
    cleaned = _cleaned(owned, field, value)
    if attachment is not None:
        attachment = _attachment(attachment)
    waiting = _pending(subject, owned).filter(field=field)
    waiting.update(state=ProposalState.WITHDRAWN, decided_at=timezone.now())
    proposal = CorrectionProposal.objects.create(
        source=owned.source.name,
        record_key=key_text(owned.record.pk),
        field=field,
        value=json.dumps(cleaned),
        reason=_text(reason, "reason", required=False),
        attachment=attachment,
        subject=subject.pseudonym,
        user=subject.user,
    )
    _record("correction_proposed", owned, subject, actor, fields=[field])
    return proposal


@transaction.atomic
def note(
    subject: Subject,
    source: PersonalData | str,
    pk: Any,
    field: str,
    text: str,
    *,
    actor: Actor | None,
) -> CorrectionNote:
    """Put a correction beside a field that a law or a hold keeps as it is.

    Raises :class:`~.errors.NotYours`; :class:`~.errors.WrongWay` for a field that nothing keeps;
    ``ValidationError`` for an empty or endless text.
    """
    owned = Owned.lock(subject, source, pk)
    owned.require(field, Way.NOTE)
    added = CorrectionNote.objects.create(
        source=owned.source.name,
        record_key=key_text(owned.record.pk),
        field=field,
        text=_text(text, field, required=True),
        subject=subject.pseudonym,
    )
    _record("correction_noted", owned, subject, actor, fields=[field])
    note_recipients(subject, owned.source, owned.record, [field])
    data_rectified.send_on_commit(
        sender=CorrectionNote,
        subject=subject,
        source=owned.source.name,
        pk=owned.record.pk,
        fields=(field,),
    )
    return added


@transaction.atomic
def withdraw(subject: Subject, proposal_pk: int, *, actor: Actor | None) -> bool:
    """Take back a proposal of one's own that still waits. True where there was one."""
    mine = CorrectionProposal.objects.filter(
        pk=proposal_pk, subject__in=subject.hashes, state=ProposalState.PENDING
    )
    if not mine.update(state=ProposalState.WITHDRAWN, decided_at=timezone.now()):
        return False
    record("correction_withdrawn", actor=actor, subject=subject.pseudonym, proposal=proposal_pk)
    return True


def stays_with(subject: Subject, source: PersonalData, field: str, value: Any) -> None:
    """Refuse an address that would hand the record to somebody else, or to nobody.

    What makes a record the person's is corrected to another of their verified addresses alone.
    """
    if field not in (*source.subject, *source.others) or not value:
        return
    if fold_email(str(value)) not in subject.emails:
        raise ValidationError({field: _("Add this address to your account first, and confirm it.")})


def tell_of(subject: Subject, owned: Owned, fields: list[str], actor: Actor | None) -> None:
    """Note a correction that was written: on the trail, by the signal, and for recipients."""
    _record("data_rectified", owned, subject, actor, fields=fields)
    note_recipients(subject, owned.source, owned.record, fields)
    data_rectified.send_on_commit(
        sender=owned.source.model,
        subject=subject,
        source=owned.source.name,
        pk=owned.record.pk,
        fields=tuple(fields),
    )


def _attachment(file: Any) -> Any:
    try:
        return checked(file)
    except ValidationError as error:
        raise ValidationError({"attachment": error.error_list}) from error


def _cleaned(owned: Owned, field: str, value: Any) -> Any:
    """The value as the model would take it, as text that reads back."""
    column: Any = owned.source.model._meta.get_field(field)
    try:
        cleaned = column.clean(value, owned.record)
    except ValidationError as error:
        raise ValidationError({field: error.error_list}) from error
    if cleaned == getattr(owned.record, column.attname):
        raise ValidationError({field: _("This is what we have already.")})
    return column.value_to_string(_holding(owned.source.model, column, cleaned))


def _holding(model: Any, column: Any, value: Any) -> Any:
    return model(**{column.attname: value})


def _text(text: str, field: str, *, required: bool) -> str:
    text = text.strip()
    if required and not text:
        raise ValidationError({field: _("Write what it should say.")})
    if len(text) > LONGEST_TEXT:
        raise ValidationError(
            {field: _("Write at most %(count)d characters.") % {"count": LONGEST_TEXT}}
        )
    return text


def _pending(subject: Subject, owned: Owned) -> Any:
    return CorrectionProposal.objects.filter(
        source=owned.source.name,
        record_key=key_text(owned.record.pk),
        subject__in=subject.hashes,
        state=ProposalState.PENDING,
    )


def _record(
    action: str, owned: Owned, subject: Subject, actor: Actor | None, *, fields: list[str]
) -> None:
    record(
        action,
        actor=actor,
        subject=subject.pseudonym,
        source=owned.source.name,
        record=owned.key_for_audit,
        fields=fields,
    )
