"""Customer service: what comes in by the contact form is the case."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import AbstractFormSubmission

from privacy_center.days import site_today

from ..numbers.fields import CardFreeJSONField
from .guarded import GuardedModel


class SupportCase(GuardedModel, AbstractFormSubmission):  # type: ignore[misc]
    """A submission of the contact form, worked on until it is closed.

    ``email`` repeats the form's first e-mail field in a column of its own, so that the person is
    found without reading JSON.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    form_data = CardFreeJSONField(_("message"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="support_cases",
        verbose_name=_("customer"),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.OPEN
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("support case")
        verbose_name_plural = _("support cases")
        ordering = ("-submit_time", "-pk")
        indexes = (models.Index(Lower("email"), name="case_email_lower"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(status="open", closed_on=None)
                | Q(status="closed", closed_on__isnull=False),
                name="case_closed_has_date",
            ),
        )

    def __str__(self) -> str:
        return str(_("Case %(number)s") % {"number": self.pk})

    def close(self, on: dt.date | None = None) -> None:
        """Close the case, today unless told; its retention counts from that day."""
        self.status = self.Status.CLOSED
        self.closed_on = on or site_today()
        self.save(update_fields=("status", "closed_on"))

    def reopen(self) -> None:
        """Open the case again; it is never past its time while it is open."""
        self.status, self.closed_on = self.Status.OPEN, None
        self.save(update_fields=("status", "closed_on"))
