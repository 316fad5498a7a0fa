"""Deliveries and assignments for a client, under a confidentiality agreement."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ..numbers.fields import CardFreeCharField, CardFreeTextField
from .guarded import GuardedModel


class Assignment(GuardedModel):
    """Work for a client; running until ``completed_on`` is set."""

    client = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("client"),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    title = CardFreeCharField(_("title"), max_length=200)
    description = CardFreeTextField(_("description"), blank=True)
    started_on = models.DateField(_("started on"))
    completed_on = models.DateField(_("completed on"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ("-started_on", "-pk")
        indexes = (models.Index(Lower("email"), name="assignment_email_lower"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(completed_on=None) | Q(completed_on__gte=F("started_on")),
                name="assignment_completed_after_start",
                violation_error_message=_("An assignment is not completed before it starts."),
            ),
        )

    def __str__(self) -> str:
        return self.title
