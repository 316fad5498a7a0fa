"""Who is responsible: the controller and the authorities above it (Art. 13(1)(a) and (2)(d))."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from .texts import LocalText, Translated


@register_setting(icon="user", order=900)
class Controller(Translated, ClusterableModel, BaseSiteSetting):
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
        _("data protection officer"),
        max_length=200,
        blank=True,
        help_text=_("Name and how to reach them. Leave empty where you have appointed none."),
    )
    representative = models.CharField(
        _("representative in the EU"),
        max_length=200,
        blank=True,
        help_text=_("Only for a company outside the EU and EEA (Art. 27)."),
    )
    joint_controllers = models.TextField(
        _("joint controllers"),
        blank=True,
        help_text=_("Others who decide together with you why and how (Art. 26), if any."),
    )
    reply_promise_hours = models.PositiveSmallIntegerField(
        _("mail is answered within (hours)"), null=True, blank=True
    )
    authority_name = models.CharField(_("supervisory authority"), max_length=200, blank=True)
    authority_address = models.TextField(_("its address"), blank=True)
    authority_url = models.URLField(_("its web site"), blank=True)
    authority_email = models.EmailField(_("its e-mail"), blank=True)
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("organisation_number"),
                FieldPanel("website"),
                FieldPanel("address"),
            ],
            heading=_("The company"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldPanel("contact_phone"),
                FieldPanel("reply_promise_hours"),
            ],
            heading=_("How people reach you"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("data_protection_officer"),
                FieldPanel("representative"),
                FieldPanel("joint_controllers"),
            ],
            heading=_("Others who answer for the data"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("authority_name"),
                FieldPanel("authority_address"),
                FieldPanel("authority_url"),
                FieldPanel("authority_email"),
            ],
            heading=_("The authority"),
        ),
        InlinePanel(
            "texts",
            heading=_("Security measures in each language"),
            label=_("Language"),
            panels=[FieldPanel("locale"), FieldPanel("security_measures")],
        ),
    ]

    class Meta:
        verbose_name = _("Controller")
        verbose_name_plural = _("Controllers")

    def __str__(self) -> str:
        return self.name or str(_("Controller"))


class ControllerText(LocalText):
    """What the controller says of itself in one language."""

    controller = ParentalKey(Controller, on_delete=models.CASCADE, related_name="texts")
    security_measures = models.TextField(
        _("security measures"),
        help_text=_(
            "How all data is protected: encryption, who has access, back-ups. It stands in the "
            "records of processing, not on the policy page (Art. 30(1)(g))."
        ),
    )

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "locale"], name="privacy_controller_text_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.locale)
