"""What the privacy officer has decided about a record or a person."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..ledger.pseudonyms import LENGTH
from .record_keys import checked

_REFERENCE = re.compile(rf"[0-9a-f]{{{LENGTH}}}")


_NO_ADDRESS = _("Write no e-mail address here: the person is named by their reference.")
_NO_REFERENCE = _(
    "This is no reference of a person: those have 32 characters, 0–9 and a–f. "
    "Copy it from “person” on the page of the request."
)
_ABOUT_A_RECORD = _(
    "Compelling grounds are about one record: name the record, or choose a legal claim."
)


class HoldGround(models.TextChoices):
    """Why a record outlives a request to erase it."""

    CLAIM = "claim", _("Legal claim (Art. 17(3)(e))")
    COMPELLING = "compelling", _("Compelling legitimate grounds (Art. 21(1))")


class LegalHold(models.Model):
    """Keeps one record, or everything of one person, from erasure and from retention.

    A hold lasts until it is lifted; the review date says when the officer looks again.
    """

    ground = models.CharField(
        _("ground"), max_length=20, choices=HoldGround.choices, default=HoldGround.CLAIM
    )
    pseudonym = models.CharField(
        _("person"),
        max_length=64,
        blank=True,
        db_index=True,
        help_text=_("The reference of the person, where the hold is on everything of theirs."),
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    record_key = models.CharField(_("record"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), help_text=_("Which claim or dispute, and since when."))
    review_on = models.DateField(_("look again on"))
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("set by"),
    )
    set_at = models.DateTimeField(_("set"), auto_now_add=True)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    class Meta:
        ordering = ["-set_at"]
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        indexes = [models.Index(fields=["source", "record_key"], name="privacy_hold_record")]

    def __str__(self) -> str:
        what = f"{self.source} {self.record_key}".strip() or self.pseudonym
        return f"{what} ({self.get_ground_display()})"

    def clean(self) -> None:
        """A hold is on a person or on a record, and leads to whom or what it names.

        What is lifted binds nothing, so it need lead nowhere; but no address is ever stored.
        """
        super().clean()
        self.pseudonym = self.pseudonym.strip().lower()
        if "@" in self.pseudonym:
            raise ValidationError({"pseudonym": _NO_ADDRESS})
        on_record = bool(self.source and self.record_key)
        if on_record == bool(self.pseudonym) or bool(self.source) != bool(self.record_key):
            raise ValidationError(
                _(
                    "Say what it is about: fill in the person, or choose a source and fill in the "
                    "number of the record. Not both."
                )
            )
        if self.lifted_at is not None:
            return
        if on_record:
            self.source, self.record_key = checked(self.source, self.record_key)
        else:
            self._check_person()

    def _check_person(self) -> None:
        if not _REFERENCE.fullmatch(self.pseudonym):
            raise ValidationError({"pseudonym": _NO_REFERENCE})
        if self.ground == HoldGround.COMPELLING:
            raise ValidationError({"ground": _ABOUT_A_RECORD})

    def lift(self) -> None:
        """End the hold. Lifting it twice changes nothing."""
        if self.lifted_at is None:
            self.lifted_at = timezone.now()
            self.save(update_fields=["lifted_at"])


class ErasureDecision(models.Model):
    """The officer's word that a record under review is to be erased."""

    source = models.CharField(_("source"), max_length=200)
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
        ordering = ["-decided_at"]
        verbose_name = _("decision to erase")
        verbose_name_plural = _("decisions to erase")
        constraints = [
            models.UniqueConstraint(fields=["source", "record_key"], name="privacy_decided_once")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.record_key}"

    def clean(self) -> None:
        """A decision leads to the record that it names."""
        super().clean()
        if self.source and self.record_key:
            self.source, self.record_key = checked(self.source, self.record_key)
