"""An erasure as it was carried out: the state to resume from, and the receipt."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fates import Action, RunStatus, StepStatus


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
    #: Whether the last attempt ended otherwise than the one before; for the mail, not stored.
    news = False
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
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
    def reference(self) -> str:
        """What a person quotes in a letter about this erasure."""
        return str(self.pk).split("-", 1)[0].upper()

    @property
    def kept(self) -> bool:
        """Whether anything is kept or under review: a partial refusal (Art. 12(4))."""
        staying = (Action.MINIMISE, Action.KEEP, Action.REVIEW)
        return any(step.action in staying for step in self.steps.all())

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
