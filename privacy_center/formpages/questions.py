"""The question of a form page that asks for consent, as an editor puts it together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.forms.models import FORM_FIELD_CHOICES, AbstractFormField

from ..activities.choices import LegalBasis

#: The kind of field, as Wagtail's form builder knows it.
CONSENT = "consent"

FREE = _(
    "Consent must be free: leave “required” off unless the form is about nothing else, and never "
    "make something depend on it that does not need it. The box is never ticked beforehand. "
    "Somebody who gives an address that is not proved to be theirs gets a link by e-mail, and the "
    "consent counts once they have confirmed it."
)


class ConsentQuestionMixin(models.Model):
    """Mixin for a site's form field: adds the kind *Consent*, its purpose and its words.

    ::

        class FormField(ConsentQuestionMixin, AbstractFormField):
            page = ParentalKey("FormPage", on_delete=models.CASCADE, related_name="form_fields")
    """

    field_type = models.CharField(
        _("field type"), max_length=16, choices=(*FORM_FIELD_CHOICES, (CONSENT, _("Consent")))
    )
    consent_activity = models.ForeignKey(
        "privacy_center.ProcessingActivity",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"legal_basis": LegalBasis.CONSENT, "live": True},
        verbose_name=_("consent to what"),
        help_text=_("A published activity whose legal basis is consent."),
    )
    consent_wording = models.TextField(
        _("words of the consent"),
        blank=True,
        help_text=_(
            "What the person ticks. Each version is kept with each consent, so say what they agree "
            "to, and that they may stop at any time."
        ),
    )
    # Previews build the form from fields that are not saved yet.
    field_type.required_on_save = True  # type: ignore[attr-defined]

    panels = (
        *AbstractFormField.panels,
        MultiFieldPanel(
            (
                HelpPanel(FREE),
                FieldPanel("consent_activity", widget=forms.Select),
                FieldPanel("consent_wording"),
            ),
            heading=_("For the field type “Consent”"),
        ),
    )

    class Meta:
        abstract = True
        ordering = ["sort_order"]

    def clean(self) -> None:
        """A consent needs its purpose and its words (Art. 7(2)), and is never ticked beforehand.

        Raises ``ValidationError`` keyed by field.
        """
        super().clean()
        if self.field_type != CONSENT:
            return
        self.default_value: Any = ""
        missing = {}
        if self.consent_activity is None:
            missing["consent_activity"] = _("Choose what the consent is to.")
        elif self.consent_activity.legal_basis != LegalBasis.CONSENT:
            missing["consent_activity"] = _("This activity does not rest on consent.")
        if not self.consent_wording.strip():
            missing["consent_wording"] = _("Write what the person agrees to.")
        if missing:
            raise ValidationError(missing)
