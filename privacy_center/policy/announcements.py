"""Telling people of a material change, as tables: the change, how far it got, who knows."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MaterialChange(models.Model):
    """A change that people are told of before it holds, in all languages of a policy at once."""

    policy = models.UUIDField(_("policy"))
    effective_on = models.DateField(_("takes effect on"))
    created_at = models.DateTimeField(_("published"), default=timezone.now)

    class Meta:
        ordering = ["effective_on", "pk"]
        verbose_name = _("material change")
        verbose_name_plural = _("material changes")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "effective_on"], name="privacy_material_change_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.effective_on)


class AnnouncementBatch(models.Model):
    """How far one audience has been told in one language; ``cursor`` is the last key looked at.

    ``language`` is empty for the last round, which takes whoever is left in the language there is.
    """

    change = models.ForeignKey(MaterialChange, on_delete=models.CASCADE, related_name="batches")
    language = models.CharField(_("language"), max_length=20, blank=True)
    audience = models.CharField(
        _("audience"), max_length=200, help_text=_("Accounts, or the name of a source.")
    )
    cursor = models.CharField(max_length=200, blank=True)
    mailed = models.PositiveIntegerField(_("mails sent"), default=0)
    failed = models.PositiveIntegerField(_("mails that failed"), default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        constraints = [
            models.UniqueConstraint(
                fields=["change", "language", "audience"], name="privacy_announcement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.change}: {self.audience} ({self.language})"


class ToldPerson(models.Model):
    """Somebody who has been mailed, or has seen the note, by pseudonym: never told twice."""

    change = models.ForeignKey(MaterialChange, on_delete=models.CASCADE, related_name="told")
    person = models.CharField(_("pseudonym"), max_length=64)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)

    class Meta:
        verbose_name = _("person told of a change")
        verbose_name_plural = _("people told of a change")
        constraints = [
            models.UniqueConstraint(fields=["change", "person"], name="privacy_told_once")
        ]

    def __str__(self) -> str:
        return self.person
