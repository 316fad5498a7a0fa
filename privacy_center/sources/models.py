"""What the house itself must remember about records: which are kept, and for whom."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RestrictedRecord(models.Model):
    """A record that outlived an erasure: its link to the person is cut, a keyed hash leads back.

    Restricted means: out of ordinary staff's views and of marketing, still part of the person's
    own access (Art. 4(3), Art. 18). Retention removes it when its time comes.
    """

    source = models.CharField(_("source"), max_length=200)
    record_key = models.CharField(_("record"), max_length=200)
    pseudonym = models.CharField(_("person"), max_length=64)
    ground = models.CharField(_("ground"), max_length=20)
    kept_until = models.DateField(_("kept until"), null=True, blank=True)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("restricted record")
        verbose_name_plural = _("restricted records")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "record_key", "pseudonym"], name="privacy_restricted_once"
            )
        ]
        indexes = [models.Index(fields=["pseudonym", "source"], name="privacy_restricted_person")]

    def __str__(self) -> str:
        return f"{self.source} {self.record_key}"
