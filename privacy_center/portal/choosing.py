"""The form in which a person chooses what the package holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..access.purposes import Purpose
from ..access.selection import PORTABLE, BadChoice, Selection, choose

ALL, SOME, PORTABILITY = "all", "some", "portability"


class ChoiceForm(forms.Form):
    """Everything, some activities, or what can be taken along. Nothing chosen is everything."""

    scope = forms.ChoiceField(
        choices=[
            (ALL, _("Everything you hold about me")),
            (SOME, _("Only some of it")),
            (PORTABILITY, _("What I gave you, to take to somebody else")),
        ],
        required=False,
    )
    activity = forms.MultipleChoiceField(required=False)

    def __init__(self, purposes: list[Purpose], data: Any = None) -> None:
        super().__init__(data)
        self.purposes = [purpose for purpose in purposes if purpose.slug]
        activity: Any = self.fields["activity"]
        activity.choices = [(purpose.slug, purpose.title) for purpose in self.purposes]

    @property
    def scope_now(self) -> str:
        """What is chosen as the page is shown."""
        return str(self.data.get("scope") or ALL)

    @property
    def problem(self) -> str:
        """What is wrong with the choice; the first of it, for there is one thing to mend."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")

    @property
    def chosen_now(self) -> list[str]:
        """The activities that are ticked as the page is shown."""
        ticked: list[str] = self["activity"].value() or []
        return ticked

    @property
    def portable(self) -> list[Purpose]:
        """What rests on consent or contract."""
        return [purpose for purpose in self.purposes if purpose.legal_basis in PORTABLE]

    def clean(self) -> dict[str, Any]:
        """Turn the fields into a choice that holds."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        scope = cleaned["scope"] or ALL
        try:
            cleaned["selection"] = choose(
                cleaned["activity"] if scope == SOME else None, portability=scope == PORTABILITY
            )
        except BadChoice as bad:
            self.add_error("activity", str(bad))
        return cleaned

    @property
    def selection(self) -> Selection:
        """The choice, once the form is valid."""
        chosen: Selection = self.cleaned_data["selection"]
        return chosen
