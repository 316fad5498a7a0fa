"""What holds for a whole site: the look of its banner, its words, and the authority."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Locale, PreviewableMixin

from .texts import speaking


class Position(TextChoices):
    """Where the banner stands. Every place is as easy to leave as any other."""

    START = "start", _("At the bottom, where lines begin")
    END = "end", _("At the bottom, where lines end")
    BAR = "bar", _("A bar along the bottom")
    CENTRE = "centre", _("In the middle")


class Scheme(TextChoices):
    """Light or dark."""

    AUTO = "", _("As the visitor's browser asks")
    LIGHT = "light", _("Always light")
    DARK = "dark", _("Always dark")


class Corners(TextChoices):
    """The look of corners."""

    ROUND = "", _("Round")
    SQUARE = "square", _("Square")


@register_setting(icon="circle-check", order=910)
class CookieSettings(PreviewableMixin, ClusterableModel, BaseSiteSetting):
    """The banner of a site, and the authority for cookies that the cookie policy names."""

    authority_name = models.CharField(
        _("authority for cookies"),
        max_length=200,
        blank=True,
        help_text=_("The authority that supervises what is stored in visitors' browsers."),
    )
    authority_url = models.URLField(_("its web site"), blank=True)
    position = models.CharField(
        _("place"), max_length=10, choices=Position.choices, default=Position.START
    )
    scheme = models.CharField(
        _("light or dark"), max_length=10, choices=Scheme.choices, blank=True, default=Scheme.AUTO
    )
    corners = models.CharField(
        _("corners"), max_length=10, choices=Corners.choices, blank=True, default=Corners.ROUND
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("position"), FieldPanel("scheme"), FieldPanel("corners")])],
            heading=_("Look of the banner"),
        ),
        InlinePanel(
            "banner_texts",
            heading=_("Words of the banner"),
            label=_("Language"),
            help_text=_("What is left empty stands as it comes with the software."),
        ),
        MultiFieldPanel(
            [FieldPanel("authority_name"), FieldPanel("authority_url")], heading=_("Authority")
        ),
    ]

    class Meta:
        verbose_name = _("Cookies")
        verbose_name_plural = _("Cookies")

    def __str__(self) -> str:
        return str(_("Cookies"))

    @property
    def classes(self) -> str:
        """The classes of the banner's element that carry place and look."""
        return " ".join(filter(None, [self.position, self.scheme, self.corners]))

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The banner in each of the site's languages."""
        return [
            (locale.language_code, locale.get_display_name()) for locale in Locale.objects.all()
        ]

    @property
    def default_preview_mode(self) -> str:
        """The language that the editor speaks, where the site has it."""
        codes = [code for code, _name in self.preview_modes]
        return next((code for code in speaking() if code in codes), codes[0])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """A page with nothing but the banner."""
        return "cookies/banner_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The banner's own context, in the language of the mode."""
        # The banner reads this module.
        return {"settings_shown": self, "language_shown": mode_name, "request": request}


class BannerText(models.Model):
    """What the banner of one site says in one language; what is empty is said as it comes."""

    settings = ParentalKey(CookieSettings, on_delete=models.CASCADE, related_name="banner_texts")
    locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )
    title = models.CharField(_("title"), max_length=100, blank=True)
    lead = models.CharField(
        _("first words"),
        max_length=300,
        blank=True,
        help_text=_("The groups with their purposes follow right after."),
    )
    way_back = models.CharField(
        _("how to take it back"),
        max_length=300,
        blank=True,
        help_text=_("Says that a choice can be changed at any time, and where."),
    )
    choose = models.CharField(_("the button that leads to the groups"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("words of the banner")
        verbose_name_plural = _("words of the banner")
        constraints = [
            models.UniqueConstraint(fields=["settings", "locale"], name="cookie_banner_text_once")
        ]

    def __str__(self) -> str:
        return self.title or str(self.locale)
