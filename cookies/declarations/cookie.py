"""One thing that is stored in a visitor's browser."""

from __future__ import annotations

from typing import Any

from cookie_consent.models import Cookie
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from .forms import CookieForm
from .group import DeclaredService, ask_anew
from .terms import Kind, Party, Unit, duration_seconds, duration_words
from .texts import LocalText, once_a_site

#: What visitors agree to; the rest is spelling.
AGREED = (
    "cookiegroup",
    "name",
    "domain",
    "kind",
    "service",
    "provider",
    "party",
    "country",
    "duration_value",
    "duration_unit",
)


class DeclaredCookie(ClusterableModel, Cookie):
    """A cookie, a storage key or a pixel, with who sets it, for how long and why.

    ``name`` may hold ``*`` for a part that differs, as in ``_ga_*``.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.COOKIE)
    service = models.ForeignKey(
        DeclaredService,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cookies",
        verbose_name=_("service"),
        help_text=_("The service that sets it, if the group names one."),
    )
    provider = models.CharField(
        _("provider"),
        max_length=150,
        blank=True,
        help_text=_("The company that gets the data. Leave empty when it is this site alone."),
    )
    party = models.CharField(_("set by"), max_length=10, choices=Party.choices, default=Party.FIRST)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        help_text=_("Where the provider keeps the data."),
    )
    duration_value = models.PositiveIntegerField(_("kept for"), null=True, blank=True)
    duration_unit = models.CharField(
        _("counted in"), max_length=20, choices=Unit.choices, default=Unit.SESSION
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    base_form_class = CookieForm
    panels = [
        FieldPanel("cookiegroup", heading=_("Group")),
        FieldRowPanel(
            [
                FieldPanel("name", help_text=_("As the browser shows it; * for what varies.")),
                FieldPanel("kind"),
            ]
        ),
        InlinePanel("texts", heading=_("What visitors read"), label=_("Language"), min_num=1),
        FieldRowPanel([FieldPanel("duration_value"), FieldPanel("duration_unit")]),
        MultiFieldPanel(
            [
                FieldPanel("party"),
                FieldPanel("service"),
                FieldPanel("provider"),
                FieldPanel("country"),
            ],
            heading=_("Who sets it"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("domain", heading=_("Domain")),
                FieldPanel("path", heading=_("Path")),
            ],
            heading=_("Where it applies"),
            classname="collapsed",
        ),
    ]

    class Meta:
        verbose_name = _("cookie")
        verbose_name_plural = _("cookies")

    def __str__(self) -> str:
        return self.name

    @property
    def duration(self) -> str:
        """How long it stays, in words of the active language."""
        return duration_words(self.duration_value, self.duration_unit)

    @property
    def seconds(self) -> int | None:
        """How long it stays in seconds; None where the browser or the visitor ends it."""
        return duration_seconds(self.duration_value, self.duration_unit)

    def clean(self) -> None:
        """Ask for the number that a unit needs, and for the name of somebody else."""
        super().clean()
        if Unit(self.duration_unit).counted:
            if not self.duration_value:
                raise ValidationError({"duration_value": _("Write how many.")})
        else:
            self.duration_value = None
        if self.party == Party.THIRD and not (self.provider or self.service):
            raise ValidationError({"provider": _("Write who sets it.")})
        if self.service and self.service.group_id != self.cookiegroup_id:
            raise ValidationError({"service": _("That service belongs to another group.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a cookie that joins a group or becomes another one asks its visitors anew."""
        before = DeclaredCookie.objects.filter(pk=self.pk).values(*AGREED).first()
        super().save(*args, **kwargs)
        if before != {name: self.serializable_value(name) for name in AGREED}:
            ask_anew(self.cookiegroup_id)


class CookieText(LocalText):
    """What a cookie is for, in one language."""

    cookie = ParentalKey(DeclaredCookie, on_delete=models.CASCADE, related_name="texts")
    purpose = models.TextField(_("purpose"), help_text=_("What it is for, in one sentence."))

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = once_a_site("cookie", "cookie_text")

    def __str__(self) -> str:
        return self.purpose
