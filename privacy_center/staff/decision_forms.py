"""The forms of the officer's decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils.translation import gettext_lazy as _

from ..days import site_today
from ..holds.models import HoldGround


class DecisionForm(forms.Form):
    """Keep, on one of the two grounds that the law knows, or erase."""

    ERASE = "erase"
    CHOICES = [
        (ERASE, _("Erase it: nothing keeps it any more")),
        (HoldGround.CLAIM.value, _("Keep it for a legal claim, Art. 17(3)(e)")),
        (HoldGround.COMPELLING.value, _("Keep it on compelling grounds, Art. 21(1)")),
    ]

    step = forms.CharField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Your decision"), choices=CHOICES, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the file. Which claim or dispute, or why it may go."),
    )
    review_on = forms.DateField(
        label=_("Look again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Where you keep it."),
    )

    def offering(self, *, compelling: bool) -> DecisionForm:
        """The form with the grounds that can keep this step, and no other."""
        if not compelling:
            field: Any = self.fields["decision"]
            field.choices = [c for c in self.CHOICES if c[0] != HoldGround.COMPELLING.value]
        return self

    def clean(self) -> dict[str, Any]:
        """What is kept has a day to look again, and that day is to come."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("decision") in (None, self.ERASE) or "review_on" not in given:
            return given
        if given["review_on"] is None:
            raise ValidationError({"review_on": _("Say when you look at it again.")})
        if given["review_on"] <= site_today():
            raise ValidationError({"review_on": _("Choose a day to come.")})
        return given


class CorrectionForm(forms.Form):
    """Accept a proposed correction, or refuse it with a reason."""

    ACCEPT, REFUSE = "accept", "refuse"

    shown = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[
            (ACCEPT, _("Accept it: it is written, and the person is told")),
            (REFUSE, _("Refuse it: the record stays, and the person is told why")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Answer to the person"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Needed for a refusal: why. Ways to complain are added by themselves. The person reads "
            "it here, signed in; without an account it is mailed."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """A refusal carries its reasons (Art. 12(4))."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("decision") == self.REFUSE and not given.get("reason"):
            raise ValidationError({"reason": _("Say why: a refusal carries its reason.")})
        return given


class TraceForm(forms.Form):
    """Take the person out of another's record, or let it stand with a reason."""

    REDACT, ACCEPT = "redact", "accept"

    model = forms.CharField(widget=forms.HiddenInput)
    field = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[
            (REDACT, _("Take the person out of these records")),
            (ACCEPT, _("Let it stand, for the reason below")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """A reason for what stands, and a column that exists."""
        given: dict[str, Any] = super().clean() or {}
        try:
            apps.get_model(given.get("model", ""))._meta.get_field(given.get("field", ""))
        except (LookupError, ValueError, FieldDoesNotExist) as error:
            raise ValidationError(_("There is no such place.")) from error
        if given.get("decision") == self.ACCEPT and not given.get("reason", "").strip():
            raise ValidationError({"reason": _("Give the reason.")})
        return given
