"""Who receives personal data (Art. 13(1)(e), Art. 30(1)(d))."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin

from ..choices import RecipientRole, Safeguard
from ..countries import inside_eea
from .preview import Previewed
from .texts import LocalText, Translated


class Recipient(RevisionMixin, Previewed, Translated, ClusterableModel):
    """A company or an authority that gets data, as processor or as controller of its own."""

    slug = models.SlugField(_("short name"), unique=True)
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=RecipientRole.choices,
        help_text=_(
            "A processor only does what you ask, under a data processing agreement. A controller "
            "in its own right decides for itself, as an authority does."
        ),
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        default="SE",
        help_text=_("Where the data goes: two letters, such as SE or US."),
    )
    safeguard = models.CharField(
        _("safeguard"),
        max_length=20,
        choices=Safeguard.choices,
        blank=True,
        help_text=_("Needed for a country outside the EU and EEA."),
    )
    sort_order = models.PositiveIntegerField(pgettext_lazy("sorting", "order"), default=0)

    preview_template = "privacy_center/staff/previews/recipient.html"

    class Meta:
        ordering = ["sort_order", "slug"]
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")

    def __str__(self) -> str:
        text = self.text()
        return text.name if text else self.slug

    @property
    def third_country(self) -> bool:
        """Whether the country lies outside the EU and EEA (Chapter V)."""
        return not inside_eea(self.country)

    def clean(self) -> None:
        """Ask for the safeguard that a third country needs (Art. 44)."""
        super().clean()
        self.country = self.country.upper()
        if len(self.country) != 2 or not self.country.isalpha():
            raise ValidationError({"country": _("Write two letters, such as SE or US.")})
        if self.third_country and not self.safeguard:
            raise ValidationError(
                {"safeguard": _("This country is outside the EU and EEA. Choose a safeguard.")}
            )


class RecipientText(LocalText):
    """What a recipient is called in one language, and what it does with the data."""

    recipient = ParentalKey(Recipient, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("name"), max_length=150)
    description = models.TextField(_("what it does with the data"), blank=True)

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "locale"], name="privacy_recipient_text_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
