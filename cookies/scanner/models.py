"""A scan and what it found."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: A scan that says nothing for so long was stopped from outside.
PATIENCE = timedelta(hours=2)


class ScanState(models.TextChoices):
    """How far a scan has come."""

    WAITING = "waiting", _("Under way")
    DONE = "done", _("Finished")
    FAILED = "failed", _("Failed")


class ScanRun(models.Model):
    """One walk through a site."""

    base_url = models.URLField(_("site"))
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ScanState.choices, default=ScanState.WAITING
    )
    pages = models.PositiveIntegerField(_("pages"), default=0)
    findings = models.JSONField(_("findings"), default=list)
    error = models.TextField(_("why it failed"), blank=True)

    objects: ClassVar[models.Manager[ScanRun]] = models.Manager()

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        ordering = ("-started_at",)

    def __str__(self) -> str:
        return f"{self.base_url} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def failed(self) -> bool:
        """Whether it came to no end; ``error`` says why, and is a remark otherwise."""
        return self.state == ScanState.FAILED

    @property
    def stopped(self) -> bool:
        """Whether it will never end, for whoever did it is gone."""
        waiting = self.state == ScanState.WAITING
        return waiting and self.started_at < timezone.now() - PATIENCE
