"""Online marketing: what somebody asked to hear about."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ..numbers.fields import CardFreeJSONField
from .guarded import GuardedModel


class MarketingProfile(GuardedModel):
    """Interests that somebody agreed to be shown offers by."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="marketing_profiles",
        verbose_name=_("person"),
    )
    email = models.EmailField(_("e-mail"))
    interests = CardFreeJSONField(_("interests"), default=list, blank=True)
    last_contact_on = models.DateField(_("last contact on"), db_index=True)

    class Meta:
        verbose_name = _("marketing profile")
        verbose_name_plural = _("marketing profiles")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(Lower("email"), name="one_marketing_profile_an_address"),
        )

    def __str__(self) -> str:
        return str(_("Profile %(number)s") % {"number": self.pk})
