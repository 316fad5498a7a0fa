"""What the cookie policy names for a whole site."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="circle-check", order=910)
class CookieSettings(BaseSiteSetting):
    """The authority that supervises cookies, as the cookie policy names it."""

    authority_name = models.CharField(
        _("authority for cookies"),
        max_length=200,
        blank=True,
        help_text=_("The authority that supervises what is stored in visitors' browsers."),
    )
    authority_url = models.URLField(_("its web site"), blank=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("authority_name"), FieldPanel("authority_url")], heading=_("Authority")
        )
    ]

    class Meta:
        verbose_name = _("Cookies")
        verbose_name_plural = _("Cookies")

    def __str__(self) -> str:
        return str(_("Cookies"))
