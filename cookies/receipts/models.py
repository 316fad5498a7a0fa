"""What is kept of a choice. Nothing here points at a group, so that deleting one loses no proof."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Way(models.TextChoices):
    """How a visitor decided."""

    ACCEPT = "accept", pgettext_lazy("cookies", "Accepted")
    REFUSE = "refuse", pgettext_lazy("cookies", "Refused")
    CHOOSE = "choose", _("Chose by group")
    WITHDRAW = "withdraw", _("Took back an acceptance")


class BannerVersion(models.Model):
    """A banner as visitors saw it, both layers, under a name made of its words."""

    version = models.CharField(_("version"), max_length=12, primary_key=True)
    language = models.CharField(_("language"), max_length=20)
    host = models.CharField(_("site"), max_length=255, blank=True)
    groups = models.TextField(_("groups with their versions"))
    first_layer = models.TextField(_("first layer"))
    second_layer = models.TextField(_("second layer"))
    kept_since = models.DateTimeField(_("first chosen from"), auto_now_add=True)

    class Meta:
        verbose_name = _("banner version")
        verbose_name_plural = _("banner versions")
        ordering = ("-kept_since",)

    def __str__(self) -> str:
        return self.version


class ConsentReceipt(models.Model):
    """One choice (GDPR Art. 7(1)).

    ``accepted`` and ``refused`` are lists of ``<group>.<version>`` with a space around each.
    """

    receipt = models.CharField(_("receipt"), max_length=22, unique=True)
    decided_at = models.DateTimeField(_("decided"), db_index=True)
    way = models.CharField(_("how"), max_length=10, choices=Way.choices)
    accepted = models.TextField(_("accepted"), blank=True)
    refused = models.TextField(_("refused"), blank=True)
    gpc = models.BooleanField(_("Global Privacy Control"), default=False)
    language = models.CharField(_("language"), max_length=20)
    host = models.CharField(_("site"), max_length=255, blank=True)
    banner = models.CharField(_("banner version"), max_length=12, blank=True)

    objects: ClassVar[models.Manager[ConsentReceipt]] = models.Manager()

    class Meta:
        verbose_name = _("receipt of a choice")
        verbose_name_plural = _("receipts of choices")
        ordering = ("-decided_at",)

    def __str__(self) -> str:
        return self.receipt
