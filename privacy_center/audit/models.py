"""The trail as tables: who did what to whose data, in an order that cannot be altered unseen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .actor import Actor
from .append_only import AppendOnlyModel
from .chain import GENESIS, Link


class AuditEntry(AppendOnlyModel):
    """One deed. Written by :func:`privacy_center.audit.record` alone (Art. 5(2)).

    It names people by pseudonym and staff by key, and its details carry no personal data.
    """

    seq = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"), db_index=True)
    action = models.CharField(_("what"), max_length=60, db_index=True)
    actor = models.CharField(_("by whom"), max_length=80)
    subject = models.CharField(_("whose data"), max_length=64, blank=True, db_index=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    previous_hash = models.CharField(_("hash of the entry before"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64)

    class Meta:
        ordering = ["-seq"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")

    def __str__(self) -> str:
        return f"{self.seq}: {self.action}"

    @property
    def by(self) -> Actor:
        """The actor as an object."""
        return Actor.parse(self.actor)

    @property
    def link(self) -> Link:
        """What the hash of this entry is taken over."""
        return Link(
            self.seq,
            self.at,
            self.action,
            self.actor,
            self.subject,
            self.details,
            self.previous_hash,
        )


class AuditHead(models.Model):
    """The end of the chain: one row, which every writer locks first."""

    THE_ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        verbose_name = _("end of the audit trail")
        verbose_name_plural = _("end of the audit trail")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="privacy_one_audit_head")
        ]

    def __str__(self) -> str:
        return str(self.seq)
