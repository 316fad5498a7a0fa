"""What retention remembers: the rules that the officer has confirmed, and what each run did."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ConfirmedRule(models.Model):
    """The rule of an activity as the privacy officer last confirmed it.

    A run carries out only confirmed rules: after any change it waits.
    """

    activity = models.CharField(_("activity"), max_length=100, unique=True)
    fingerprint = models.CharField(max_length=64)
    words = models.CharField(_("rule"), max_length=200)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), auto_now=True)

    class Meta:
        ordering = ["activity"]
        verbose_name = _("confirmed retention rule")
        verbose_name_plural = _("confirmed retention rules")
        permissions = [("confirm_retention", _("Can confirm retention rules"))]

    def __str__(self) -> str:
        return f"{self.activity}: {self.words}"


class RetentionRun(models.Model):
    """A run that removed what was past its time: the report of it."""

    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    as_of = models.DateField(_("as of"))
    status = models.CharField(_("status"), max_length=20)
    steps = models.JSONField(_("steps"), default=list)

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("retention run")
        verbose_name_plural = _("retention runs")

    def __str__(self) -> str:
        return f"{self.as_of:%Y-%m-%d} {self.status}"

    @property
    def removed(self) -> int:
        """How many records went."""
        steps: list[dict[str, Any]] = self.steps
        return sum(step["records"] for step in steps if step["status"] == "done")
