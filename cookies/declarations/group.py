"""A group of cookies that is accepted or refused as one."""

from __future__ import annotations

from typing import Any

from cookie_consent.models import CookieGroup
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from .countries import COUNTRIES
from .forms import GroupForm
from .terms import Exemption, GoogleConsent
from .texts import LocalText, in_language, once_a_site

#: How many versions a group has to itself. A cookie has room for nine digits.
VERSIONS_A_GROUP = 1000


class DeclaredGroup(ClusterableModel, CookieGroup):
    """A cookie group with what the law and the visitor ask about it.

    ``version`` is part of every choice that a visitor makes: raising it asks everybody anew, for
    this group alone. It starts from the key, which no database gives twice, so that a group has no
    version of another that was deleted and had the same name.
    """

    exemption = models.CharField(
        _("why no consent is needed"),
        max_length=20,
        choices=Exemption.choices,
        blank=True,
        help_text=_(
            "The law knows two reasons only. Choose one for a group that is always on, and say "
            "below what would not work without it."
        ),
    )
    approved_at = models.DateTimeField(_("exemption approved"), null=True, editable=False)
    marketing = models.BooleanField(
        _("marketing"),
        default=False,
        help_text=_(
            "A browser that sends Global Privacy Control has refused this group already, unless "
            "the visitor says otherwise here."
        ),
    )
    consent_mode = models.CharField(
        _("Google Consent Mode"),
        max_length=1,
        choices=GoogleConsent.choices,
        blank=True,
        help_text=_("What Google's tags are told when a visitor accepts the group."),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    base_form_class = GroupForm
    panels = [
        FieldPanel(
            "varname",
            heading=_("Short name"),
            help_text=_(
                "What templates call the group, such as analytics. Letters, digits, - and _."
            ),
        ),
        InlinePanel("texts", heading=_("What visitors read"), label=_("Language"), min_num=1),
        InlinePanel("services", heading=_("Services"), label=_("Service")),
        MultiFieldPanel(
            [
                FieldPanel(
                    "is_required",
                    heading=_("Always on"),
                    help_text=_("Visitors cannot refuse it. Needs one of the reasons below."),
                ),
                FieldPanel("exemption"),
                FieldPanel(
                    "is_deletable",
                    heading=_("Remove on refusal"),
                    help_text=_("Cookies of the group are deleted when a visitor refuses it."),
                ),
            ],
            heading=_("Consent"),
        ),
        MultiFieldPanel(
            [FieldPanel("marketing"), FieldPanel("consent_mode")],
            heading=_("Marketing and Google"),
            classname="collapsed",
        ),
        FieldPanel("ask_again"),
    ]

    class Meta:
        verbose_name = _("cookie group")
        verbose_name_plural = _("cookie groups")
        permissions = [("approve_exemption", _("Can approve why a cookie group needs no consent"))]

    def __str__(self) -> str:
        return self.name or self.varname

    @admin.display(description=_("title"))
    def title_here(self) -> str:
        """The title in the active language, as a list in the admin shows it."""
        text = in_language(self.texts.all())
        return text.title if text else str(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; another message to Google asks the group's visitors anew.

        A new reason for being always on waits for its approval anew.
        """
        before = DeclaredGroup.objects.filter(pk=self.pk).first() if self.pk else None
        if before is not None:
            self._hold_to(before)
            return super().save(*args, **kwargs)
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.version = max(self.version, self.pk * VERSIONS_A_GROUP)
            DeclaredGroup.objects.filter(pk=self.pk).update(version=self.version)
        return None

    def _hold_to(self, before: DeclaredGroup) -> None:
        """Void what the group's visitors, and the officer, agreed to in other terms."""
        if before.version > self.version:
            # Something has joined the group since this object was read.
            self.version, self.approved_at = before.version, before.approved_at
        if before.consent_mode != self.consent_mode:
            self.version += 1
        if _grounds(before) != _grounds(self):
            self.approved_at = None

    def clean(self) -> None:
        """Ask for the exemption that an always-on group rests on, and for none otherwise."""
        super().clean()
        if self.is_required and not self.exemption:
            raise ValidationError(
                {"exemption": _("A group that is always on needs a reason that the law knows.")}
            )
        if self.exemption and not self.is_required:
            raise ValidationError(
                {"exemption": _("Visitors are asked about this group, so it needs no reason.")}
            )


class GroupText(LocalText):
    """What a group is called in one language, and what it is for."""

    group = ParentalKey(DeclaredGroup, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=100)
    description = models.TextField(
        _("description"), help_text=_("What the group is for, in a sentence or two.")
    )
    without_it = models.TextField(
        _("what breaks without it"),
        blank=True,
        help_text=_("For a group that is always on: what would not work without it."),
    )

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = once_a_site("group", "cookie_group_text")

    def __str__(self) -> str:
        return self.title


class DeclaredService(models.Model):
    """A service whose scripts, films or maps wait for a group."""

    group = ParentalKey(DeclaredGroup, on_delete=models.CASCADE, related_name="services")
    name = models.CharField(_("name"), max_length=100, help_text=_("As visitors know it."))
    provider = models.CharField(
        _("provider"), max_length=150, blank=True, help_text=_("The company that gets the data.")
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        choices=COUNTRIES,
        help_text=_("Where the provider keeps the data."),
    )
    hosts = models.TextField(
        _("host names"),
        blank=True,
        help_text=_(
            "Where its scripts, films and pictures come from, such as youtube.com; one on each "
            "line, names under it included. Embedded media from these hosts wait for the group."
        ),
    )
    privacy_url = models.URLField(_("its privacy policy"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("provider"),
        FieldPanel("country"),
        FieldPanel("hosts"),
        FieldPanel("privacy_url"),
    ]

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        constraints = [
            models.UniqueConstraint(fields=["group", "name"], name="cookie_service_once")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; another service, or another company behind it, asks the group's visitors anew."""
        before = (
            DeclaredService.objects.filter(pk=self.pk)
            .values_list("group", "name", "provider", "country")
            .first()
        )
        super().save(*args, **kwargs)
        if before != (self.group_id, self.name, self.provider, self.country):
            ask_anew(self.group_id)

    def clean(self) -> None:
        """Keep host names alone: no scheme, no path."""
        super().clean()
        self.hosts = "\n".join(self.host_names)
        for host in self.host_names:
            if "/" in host or ":" in host or " " in host:
                raise ValidationError(
                    {"hosts": _("Write host names alone, such as youtube.com, one on each line.")}
                )

    @property
    def host_names(self) -> list[str]:
        """The hosts, in small letters, without the dot that a cookie's domain may begin with."""
        return [
            line.strip().lower().lstrip(".") for line in self.hosts.splitlines() if line.strip()
        ]


def ask_anew(group: int) -> None:
    """Raise a group's version: what was agreed to has changed, and so has what was approved."""
    DeclaredGroup.objects.filter(pk=group).update(version=models.F("version") + 1, approved_at=None)


def _grounds(group: DeclaredGroup) -> tuple[Any, ...]:
    """What an approval was given for, of what the group itself says."""
    return (group.is_required, group.exemption, group.consent_mode)
