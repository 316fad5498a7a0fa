"""Free trials of web courses, by consent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..numbers.fields import CardFreeCharField
from .guarded import GuardedModel


class CourseTrial(GuardedModel):
    """Somebody tries a course. The consent behind it stands in the consent ledger."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="course_trials",
        verbose_name=_("participant"),
    )
    email = models.EmailField(_("e-mail"))
    name = CardFreeCharField(_("name"), max_length=200, blank=True)
    course = models.CharField(_("course"), max_length=200)
    started_on = models.DateField(_("started on"), default=timezone.localdate, db_index=True)

    class Meta:
        verbose_name = _("course trial")
        verbose_name_plural = _("course trials")
        ordering = ("-started_on", "-pk")
        constraints = (
            models.UniqueConstraint(Lower("email"), "course", name="one_trial_of_a_course"),
        )

    def __str__(self) -> str:
        return self.course
