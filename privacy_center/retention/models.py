"""What retention remembers: confirmed rules, approvals, what each run did, and how it is set."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class ConfirmedRule(models.Model):
    """The rule of an activity as the privacy officer last confirmed it.

    A run carries out only confirmed rules: after any change it waits.
    """

    activity = models.CharField(_("activity"), max_length=100, unique=True)
    fingerprint = models.CharField(max_length=64)
    words = models.CharField(_("rule"), max_length=200)
    #: Language -> the rule in words: an officer and an editor may read different ones.
    in_languages = models.JSONField(default=dict, editable=False)
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
        return f"{self.activity}: {self.words_now}"

    @property
    def words_now(self) -> str:
        """The rule in the active language, or as it was confirmed."""
        return str(self.in_languages.get(get_language() or "", self.words))


class RetentionRun(models.Model):
    """A run that removed what was past its time: the report of it. One goes on at a time."""

    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    as_of = models.DateField(_("as of"))
    status = models.CharField(_("status"), max_length=20)
    steps = models.JSONField(_("steps"), default=list)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    lease_owner = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("retention run")
        verbose_name_plural = _("retention runs")
        constraints = [
            # A run that has not ended is partial, so that there is one of them.
            models.UniqueConstraint(
                fields=["status"],
                condition=models.Q(ended_at__isnull=True),
                name="privacy_one_retention_run",
            )
        ]

    def __str__(self) -> str:
        return f"{self.as_of:%Y-%m-%d} {self.status}"

    @property
    def removed(self) -> int:
        """How many records went."""
        steps: list[dict[str, Any]] = self.steps
        gone = [step for step in steps if step["action"] != "minimise"]
        return sum(step["records"] for step in gone if step["status"] == "done")


class RetentionApproval(models.Model):
    """The officer's yes to a run, as it was shown: what was due on a day, and how much of it."""

    as_of = models.DateField(_("as of"))
    counts = models.JSONField(_("records"), default=dict)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved"), auto_now_add=True)
    run = models.ForeignKey(
        RetentionRun,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="approvals",
        verbose_name=_("run"),
    )

    class Meta:
        ordering = ["-approved_at", "-pk"]
        verbose_name = _("approval of a retention run")
        verbose_name_plural = _("approvals of retention runs")

    def __str__(self) -> str:
        return f"{self.as_of:%Y-%m-%d}"


@register_setting(icon="history", order=905)
class RetentionSettings(BaseGenericSetting):
    """How careful the nightly run is, and whether accounts that nobody uses go."""

    approval_required = models.BooleanField(
        _("each run waits for my approval"),
        default=False,
        help_text=_("Otherwise a run waits only after a change of rules or a sudden jump."),
    )
    jump_percent = models.PositiveSmallIntegerField(
        _("a jump is more than (per cent of a table)"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("A run that would remove more than this of any one table stops and asks."),
    )
    jump_records = models.PositiveIntegerField(
        _("and more than (records)"),
        default=25,
        help_text=_("So that a small table does not ask every night."),
    )
    warn_after_months = models.PositiveSmallIntegerField(
        _("warn an unused account after (months)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Months since the last sign-in. Empty: accounts stay, however long nobody uses them."
        ),
    )
    erase_after_months = models.PositiveSmallIntegerField(
        _("and erase it after that (months)"),
        default=3,
        validators=[MinValueValidator(1)],
        help_text=_("Months since the warning. Whoever signs in meanwhile keeps the account."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("approval_required"),
                FieldPanel("jump_percent"),
                FieldPanel("jump_records"),
            ],
            heading=_("The nightly run"),
        ),
        MultiFieldPanel(
            [FieldPanel("warn_after_months"), FieldPanel("erase_after_months")],
            heading=_("Unused accounts"),
        ),
    ]

    class Meta:
        verbose_name = _("Retention")
        verbose_name_plural = _("Retention")

    def __str__(self) -> str:
        return str(_("Retention"))

    @classmethod
    def current(cls) -> RetentionSettings:
        """The settings as stored, or as they come; reading them writes nothing."""
        stored: RetentionSettings | None = cls.objects.first()
        return stored or cls()


class InactivityWarning(models.Model):
    """That the holder of an unused account was told when it goes, and how to keep it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("account"),
    )
    warned_at = models.DateTimeField(_("warned"))
    erase_on = models.DateField(_("erased on"), db_index=True)

    class Meta:
        ordering = ["erase_on", "pk"]
        verbose_name = _("warning of an unused account")
        verbose_name_plural = _("warnings of unused accounts")

    def __str__(self) -> str:
        return f"{self.erase_on:%Y-%m-%d}"
