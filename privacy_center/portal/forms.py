"""Forms made from the model's own fields, for one record of one person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..rectification.verbs import LONGEST_TEXT
from ..sources import PersonalData

#: The names of the site's own fields that browsers know how to fill in.
_AUTOCOMPLETE = {
    "name": "name",
    "first_name": "given-name",
    "last_name": "family-name",
    "phone": "tel",
    "email": "email",
    "street": "street-address",
    "postcode": "postal-code",
    "city": "address-level2",
}


def value_field(source: PersonalData, record: Any, name: str) -> forms.Field:
    """The model's own form field for ``name``, holding what the record holds."""
    column: Any = source.model._meta.get_field(name)
    field: forms.Field = column.formfield() or forms.CharField(
        label=column.verbose_name, required=not column.blank
    )
    field.initial = column.value_from_object(record)
    if name in _AUTOCOMPLETE:
        field.widget.attrs["autocomplete"] = _AUTOCOMPLETE[name]
    if name == "phone":
        field.widget.attrs["inputmode"] = "tel"
    return field


class AtOnceForm(forms.Form):
    """The fields that the person corrects at once."""

    def __init__(
        self, source: PersonalData, record: Any, names: Iterable[str], data: Any = None
    ) -> None:
        super().__init__(data, prefix="now")
        for name in names:
            self.fields[name] = value_field(source, record, name)


class ReviewForm(forms.Form):
    """One field that the person proposes a value for."""

    def __init__(self, source: PersonalData, record: Any, name: str, data: Any = None) -> None:
        super().__init__(data, prefix=f"review-{name}")
        self.field_name = name
        self.fields["value"] = value_field(source, record, name)
        self.fields["value"].label = _("What it should say")
        self.fields["reason"] = forms.CharField(
            label=_("Why"),
            help_text=_("For instance: I have moved, or married."),
            required=False,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class NoteForm(forms.Form):
    """A correction beside a field that stays as it is."""

    text = forms.CharField(
        label=_("What it should say, and why"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, name: str, data: Any = None) -> None:
        super().__init__(data, prefix=f"note-{name}")
        self.field_name = name
