"""An erasure as it was carried out: the state to resume from, and the receipt."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fates import LEGAL_CLAIM, Action, RunStatus, StepStatus


def new_token() -> str:
    """An unguessable name for a receipt's address: 256 bits."""
    return secrets.token_urlsafe(32)


class ErasureRun(models.Model):
    """One person's erasure, from the request to the receipt.

    While anything is unfinished or under review the person's identifiers stand here, sealed, and
    nowhere else; they go when the run closes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    pseudonym = models.CharField(_("person"), max_length=64, db_index=True)
    status = models.CharField(
        _("status"), max_length=20, choices=RunStatus.choices, default=RunStatus.PARTIAL
    )
    identifiers = models.TextField(blank=True, editable=False)
    residue = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=10, blank=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(_("started"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    #: The status that the person was last written to about; empty before the first mail.
    told = models.CharField(max_length=20, blank=True, editable=False)
    #: What is held outside this system, and what became of it there.
    elsewhere = models.JSONField(default=list, blank=True)
    #: Until when, and under which random name, a worker has the run for itself.
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    lease_owner = models.CharField(max_length=32, blank=True, editable=False)
    #: When nothing was left to go but what is remembered under the person's hashes. What is younger
    #: belongs to somebody who came back, and goes only when they ask for it anew.
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: Attempts in a row that left something undone, and when the next one is due.
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    retry_at = models.DateTimeField(_("next attempt"), null=True, blank=True, editable=False)
    alerted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        permissions = [("decide_erasure", _("Can decide on erasures"))]
        constraints = [
            models.UniqueConstraint(
                fields=["pseudonym"],
                condition=models.Q(closed_at__isnull=True),
                name="privacy_one_open_run",
            )
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d} {self.get_status_display()}"

    @property
    @admin.display(description=_("reference"))
    def reference(self) -> str:
        """What a person quotes in a letter about this erasure."""
        return str(self.pk).split("-", 1)[0].upper()

    @property
    def kept(self) -> bool:
        """Whether anything is kept or under review: a partial refusal (Art. 12(4))."""
        staying = (Action.MINIMISE, Action.KEEP, Action.REVIEW)
        return any(step.action in staying for step in self.steps.all())

    @property
    def only_claims(self) -> bool:
        """Whether a run that waits does so until a claim ends: nobody has to decide anything.

        Where no step waits, a hold on the person does.
        """
        waits = [step for step in self.steps.all() if step.status == StepStatus.WAITING]
        return all(step.exemption == LEGAL_CLAIM for step in waits)

    def receipt(self) -> dict[str, Any]:
        """The receipt in its published format."""
        return {
            "schema": "privacy-center/erasure/1",
            "subject": self.pseudonym,
            "dry_run": False,
            "status": str(self.status),
            "steps": [step.to_json() for step in self.steps.all()],
            "remedies": ["supervisory authority", "court"] if self.kept else [],
            "residue": list(self.residue),
            "elsewhere": list(self.elsewhere),
        }


class RunHash(models.Model):
    """One of the hashes that lead to an open run: it is resumed with any of the addresses."""

    run = models.ForeignKey(ErasureRun, on_delete=models.CASCADE, related_name="hashes")
    pseudonym = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = _("address of an erasure")
        verbose_name_plural = _("addresses of erasures")
        constraints = [
            models.UniqueConstraint(fields=["run", "pseudonym"], name="privacy_run_hash_once")
        ]

    def __str__(self) -> str:
        return self.pseudonym


class ErasureStep(models.Model):
    """A step of a run, as planned and as far as it has come."""

    run = models.ForeignKey(ErasureRun, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=700, editable=False)
    source = models.CharField(_("source"), max_length=200)
    title = models.CharField(_("what"), max_length=200)
    activity = models.CharField(_("activity"), max_length=100)
    action = models.CharField(_("action"), max_length=20, choices=Action.choices)
    records = models.PositiveIntegerField(_("records"))
    done = models.PositiveIntegerField(_("done so far"), default=0)
    #: The key after which an attempt that was broken off goes on; empty otherwise.
    cursor = models.CharField(max_length=200, blank=True, editable=False)
    cleared = models.JSONField(default=list)
    ground = models.TextField(_("why"))
    kept_until = models.DateField(_("kept until"), null=True, blank=True)
    exemption = models.CharField(max_length=20, blank=True)
    legal_reference = models.CharField(_("law"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=StepStatus.choices, default=StepStatus.PLANNED
    )
    reason = models.TextField(_("reason of a failure"), blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("step of an erasure")
        verbose_name_plural = _("steps of erasures")
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="privacy_run_step_once")]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_action_display()}"

    @property
    def beside(self) -> str:
        """The path at which the person stands on another's records; empty on their own."""
        return self.key.split("|")[5] if self.key.count("|") > 4 else ""

    def to_json(self) -> dict[str, Any]:
        """The step as the receipt's format has it."""
        return {
            "source": self.source,
            "action": self.action,
            "records": self.records,
            "fields": list(self.cleared),
            "ground": self.ground,
            "kept_until": self.kept_until.isoformat() if self.kept_until else None,
            "exemption": self.exemption or None,
            "legal_reference": self.legal_reference or None,
            "status": self.status,
            "reason": self.reason or None,
        }


class PendingFile(models.Model):
    """A file whose row is gone: written in the batch's transaction, deleted after its commit.

    The name may tell who it was, so it is sealed. ``run`` is None for retention.
    """

    run = models.ForeignKey(
        ErasureRun, on_delete=models.CASCADE, null=True, blank=True, related_name="files"
    )
    source = models.CharField(_("source"), max_length=200)
    field = models.CharField(_("field"), max_length=200)
    name = models.TextField(editable=False)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("error"), max_length=100, blank=True)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file to delete")
        verbose_name_plural = _("files to delete")

    def __str__(self) -> str:
        return f"{self.source}.{self.field}"


class AcceptedResidue(models.Model):
    """A place in somebody else's record that the officer has looked at and left, with a reason."""

    run = models.ForeignKey(ErasureRun, on_delete=models.CASCADE, related_name="accepted")
    model = models.CharField(_("table"), max_length=200)
    field = models.CharField(_("field"), max_length=200)
    record_key = models.CharField(_("record"), max_length=200)
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("accepted trace")
        verbose_name_plural = _("accepted traces")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "model", "field", "record_key"], name="privacy_accepted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.model}.{self.field} {self.record_key}"
