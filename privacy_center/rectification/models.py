"""Corrections that are not written at once: proposals to decide on, and notes beside a voucher."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..activities.models import Recipient
from .attachments import private_files, stored_name
from .sealed_field import SealedTextField


class ProposalState(models.TextChoices):
    """How far a proposal has come."""

    PENDING = "pending", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CorrectionProposal(models.Model):
    """What a person says a field should hold, until somebody decides (Art. 16)."""

    State = ProposalState

    source = models.CharField(_("source"), max_length=200)
    record_key = models.CharField(_("record"), max_length=200)
    field = models.CharField(_("field"), max_length=100)
    value = SealedTextField(_("proposed value"), help_text=_("As JSON, sealed."))
    reason = SealedTextField(_("the person's reason"), blank=True)
    attachment = models.FileField(
        _("attachment"), upload_to=stored_name, storage=private_files, blank=True
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.PENDING
    )
    created_at = models.DateTimeField(_("proposed"), default=timezone.now)
    subject = models.CharField(_("person"), max_length=64, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    answer = SealedTextField(
        _("answer to the person"), blank=True, help_text=_("Why it was refused (Art. 12(4)).")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("proposed correction")
        verbose_name_plural = _("proposed corrections")
        permissions = [("decide_correction", _("Can decide on corrections"))]
        indexes = [models.Index(fields=["source", "record_key"], name="privacy_proposal_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "record_key", "field", "subject"],
                condition=models.Q(state=ProposalState.PENDING),
                name="privacy_one_pending_proposal",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.field}"

    @property
    def proposed(self) -> Any:
        """The proposed value, as the export package would have it."""
        return json.loads(self.value)

    @property
    def is_pending(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == ProposalState.PENDING


class CorrectionNote(models.Model):
    """A correction beside a field that a law or a hold keeps as it is.

    Bokföringslagen (1999:1078) 5 kap. 5 §: what was booked is corrected visibly, never replaced.
    """

    source = models.CharField(_("source"), max_length=200)
    record_key = models.CharField(_("record"), max_length=200)
    field = models.CharField(_("field"), max_length=100)
    text = SealedTextField(_("correction"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    subject = models.CharField(_("person"), max_length=64, db_index=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("correction beside a record")
        verbose_name_plural = _("corrections beside records")
        indexes = [models.Index(fields=["source", "record_key"], name="privacy_note_record")]

    def __str__(self) -> str:
        return f"{self.source}: {self.field}"


class RecipientNotice(models.Model):
    """That somebody who got the data is to be told of a correction (Art. 19), and when they were.

    The recipients are those of the activity that the record was held for when it was corrected.
    """

    recipient = models.ForeignKey(
        Recipient, on_delete=models.CASCADE, related_name="+", verbose_name=_("recipient")
    )
    source = models.CharField(_("source"), max_length=200)
    record_key = models.CharField(_("record"), max_length=200)
    fields = models.JSONField(_("fields"), default=list, help_text=_("Names, never values."))
    subject = models.CharField(_("person"), max_length=64, db_index=True)
    at = models.DateTimeField(_("corrected"), default=timezone.now)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("told by"),
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("recipient to tell of a correction")
        verbose_name_plural = _("recipients to tell of corrections")
        indexes = [
            models.Index(fields=["source", "record_key"], name="privacy_notice_record"),
            models.Index(
                fields=["at"], condition=models.Q(told_at=None), name="privacy_notice_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.source}"
