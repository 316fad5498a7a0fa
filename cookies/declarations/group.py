"""A group of cookies that is accepted or refused as one."""

from __future__ import annotations

from cookie_consent.models import CookieGroup
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from .forms import GroupForm
from .terms import Exemption
from .texts import LocalText


class DeclaredGroup(ClusterableModel, CookieGroup):
    """A cookie group with what the law and the visitor ask about it.

    ``version`` is part of every choice that a visitor makes: raising it asks everybody anew, for
    this group alone.
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
        FieldPanel("ask_again"),
    ]

    class Meta:
        verbose_name = _("cookie group")
        verbose_name_plural = _("cookie groups")

    def __str__(self) -> str:
        return self.name or self.varname

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
        constraints = [
            models.UniqueConstraint(fields=["group", "locale"], name="cookie_group_text_once")
        ]

    def __str__(self) -> str:
        return self.title
