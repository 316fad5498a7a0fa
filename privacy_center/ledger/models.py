"""Which entries of the ledger this database has seen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LedgerMark(models.Model):
    """Says that this database knows of an entry, and when its deed was done here.

    A backup carries its marks with it: what has none when it is restored, it has not seen.
    """

    entry = models.CharField(_("entry"), max_length=64, unique=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    class Meta:
        verbose_name = _("mark of the ledger")
        verbose_name_plural = _("marks of the ledger")

    def __str__(self) -> str:
        return self.entry
