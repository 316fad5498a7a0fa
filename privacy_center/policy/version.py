"""The versions of a policy as a table: written once, at publication, and never changed."""

from __future__ import annotations

import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from swapper import get_model_name

from ..audit import AppendOnlyModel


class PolicyVersion(AppendOnlyModel):
    """A policy as visitors saw it: its text, its hash, and the processing records behind it.

    Proof of what people were told and when (Art. 5(2), 13 and 14). It outlives its page.
    """

    page = models.ForeignKey(
        get_model_name("wagtailcore", "Page"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("page"),
    )
    policy = models.UUIDField(
        _("policy"), default=uuid.uuid4, help_text=_("The same for all languages of a policy.")
    )
    language = models.CharField(_("language"), max_length=20)
    number = models.PositiveIntegerField(_("number"), validators=[MinValueValidator(1)])
    published_at = models.DateTimeField(_("published"))
    title = models.CharField(_("title"), max_length=255)
    url = models.CharField(_("address"), max_length=500, blank=True)
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64)
    document = models.JSONField(_("text"))
    records = models.JSONField(_("processing records"), default=dict)
    change_summary = models.TextField(_("what changed"), blank=True)
    effective_on = models.DateField(_("takes effect on"), null=True, blank=True)

    class Meta:
        ordering = ["policy", "language", "number"]
        verbose_name = _("policy version")
        verbose_name_plural = _("policy versions")
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "language", "number"], name="privacy_policy_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number} ({self.language})"

    @property
    def is_material(self) -> bool:
        """Whether people are told of it before it takes effect."""
        return self.effective_on is not None
