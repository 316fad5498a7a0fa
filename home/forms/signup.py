"""Signing up by consent: the newsletter, and trying a course."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .guards import GuardedForm


class SignUpForm(GuardedForm, forms.Form):
    """An address and a consent. The label of the box is the wording that the ledger keeps."""

    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    consent = forms.BooleanField(
        error_messages={"required": _("Tick the box if you agree. Without it we send nothing.")}
    )

    def __init__(self, *args: Any, wording: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = wording


class TrialForm(SignUpForm):
    """The same, with a name to greet by."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    field_order = ("name", "email", "consent")
