"""Who is responsible: the controller and the authorities above it (Art. 13(1)(a) and (2)(d))."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="user", order=900)
class Controller(BaseSiteSetting):
    """The company behind a site, as its policy and its mails name it."""

    name = models.CharField(_("name"), max_length=150, blank=True)
    organisation_number = models.CharField(_("organisation number"), max_length=20, blank=True)
    website = models.CharField(_("web address"), max_length=200, blank=True)
    contact_email = models.EmailField(
        _("contact for rights"),
        blank=True,
        help_text=_("Where people without an account write about their data."),
    )
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    data_protection_officer = models.CharField(
        _("data protection officer"), max_length=200, blank=True
    )
    reply_promise_hours = models.PositiveSmallIntegerField(
        _("mail is answered within (hours)"), null=True, blank=True
    )
    authority_name = models.CharField(_("supervisory authority"), max_length=200, blank=True)
    authority_address = models.TextField(_("its address"), blank=True)
    authority_url = models.URLField(_("its web site"), blank=True)
    authority_email = models.EmailField(_("its e-mail"), blank=True)
    security_measures = models.TextField(
        _("security measures"),
        blank=True,
        help_text=_("A general description, for the records of processing (Art. 30(1)(g))."),
    )

    class Meta:
        verbose_name = _("Controller")
        verbose_name_plural = _("Controllers")

    def __str__(self) -> str:
        return self.name or str(_("Controller"))
