"""The consent ledger as tables: what was asked, what was answered, who wants no marketing."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..audit import AppendOnlyModel


class ConsentWording(AppendOnlyModel):
    """The words that a person said yes to, as they stood on the page (Art. 7(1) and (2)).

    A changed text is a new row with the next version; the old one stands as it was.
    """

    activity = models.SlugField(_("activity"))
    language = models.CharField(_("language"), max_length=20)
    version = models.PositiveIntegerField(_("version"), validators=[MinValueValidator(1)])
    text = models.TextField(_("text"))
    created_at = models.DateTimeField(_("first used"), default=timezone.now)

    class Meta:
        ordering = ["activity", "language", "version"]
        verbose_name = _("consent wording")
        verbose_name_plural = _("consent wordings")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "language", "version"], name="privacy_wording_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.version} ({self.language})"


class Answer(models.TextChoices):
    """What a person answered."""

    GIVEN = "given", _("Given")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ConsentEvent(AppendOnlyModel):
    """One choice: a consent given, or taken back. Proof of both (Art. 7(1) and (3)).

    ``address_hash`` is the pseudonym of the address; it stays when the link to the account goes.
    """

    activity = models.SlugField(_("activity"), db_index=False)
    state = models.CharField(_("choice"), max_length=10, choices=Answer.choices)
    wording = models.ForeignKey(
        ConsentWording,
        on_delete=models.PROTECT,
        related_name="events",
        verbose_name=_("wording shown"),
    )
    address_hash = models.CharField(_("pseudonym"), max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    language = models.CharField(_("language"), max_length=20)
    place = models.CharField(
        _("where"), max_length=200, help_text=_("The page, such as /en/newsletter/.")
    )
    method = models.CharField(_("how"), max_length=60, help_text=_("Such as: checkbox in a form."))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("consent choice")
        verbose_name_plural = _("consent choices")
        indexes = [
            models.Index(fields=["address_hash", "activity"], name="privacy_consent_address"),
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.get_state_display()}"


class ConsentRenewal(AppendOnlyModel):
    """The terms of a purpose change: who said yes before is asked again (Art. 7(2)).

    About everybody at once, so that nothing stands here of any person.
    """

    activity = models.SlugField(_("activity"), db_index=False)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    due_on = models.DateField(_("the new terms hold from"))

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("consent asked again")
        verbose_name_plural = _("consents asked again")
        constraints = [
            models.UniqueConstraint(fields=["activity", "due_on"], name="privacy_renewal_once")
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.due_on}"


class MarketingObjection(models.Model):
    """An address on the suppression list: no direct marketing, ever (Art. 21(2) and (3)).

    Nothing but a keyed hash of the address remains once the account is gone.
    """

    address_hash = models.CharField(_("pseudonym"), max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
        help_text=_("So that the objection follows the person to a new address."),
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    place = models.CharField(_("where"), max_length=200, blank=True)
    method = models.CharField(_("how"), max_length=60, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("objection to marketing")
        verbose_name_plural = _("objections to marketing")

    def __str__(self) -> str:
        return self.address_hash
