"""Forms made from the model's own fields, for one record of one person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..rectification import Copy, Way, copies_of
from ..rectification.attachments import ACCEPT, checked
from ..rectification.verbs import LONGEST_TEXT
from ..sources import PersonalData
from ..subjects import Subject

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
_ALSO = "also-"


def value_field(source: PersonalData, record: Any, name: str) -> forms.Field:
    """The model's own form field for ``name``, holding what the record holds unless masked."""
    column: Any = source.model._meta.get_field(name)
    field: forms.Field = column.formfield() or forms.CharField(required=not column.blank)
    field.label = source.field_label(name)
    if name not in source.masked:
        field.initial = column.value_from_object(record)
    if name in _AUTOCOMPLETE:
        field.widget.attrs["autocomplete"] = _AUTOCOMPLETE[name]
    if name == "phone":
        field.widget.attrs["inputmode"] = "tel"
    return field


class CopiesField(forms.TypedMultipleChoiceField):
    """Other records that hold the same; the person ticks those to correct with it."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, copies: Iterable[Copy], **options: Any) -> None:
        by_token = {_token(copy): copy for copy in copies}
        super().__init__(
            coerce=by_token.__getitem__,
            choices=[(token, _words(copy)) for token, copy in by_token.items()],
            required=False,
            label=_("It says the same here. Correct these too?"),
            **options,
        )


class AtOnceForm(forms.Form):
    """The fields that the person corrects at once, each with the copies that may follow."""

    def __init__(
        self,
        subject: Subject,
        source: PersonalData,
        record: Any,
        names: Iterable[str],
        data: Any = None,
    ) -> None:
        super().__init__(data, prefix="now")
        self.masked = source.masked
        for name in names:
            self.fields[name] = value_field(source, record, name)
            if name in source.masked:
                self.fields[name].required = False
            if copies := copies_of(subject, source, record, name):
                self.fields[f"{_ALSO}{name}"] = CopiesField(copies)

    @property
    def changes(self) -> dict[str, Any]:
        """What to write. A masked field that was left empty stays as it is."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if not name.startswith(_ALSO) and not (name in self.masked and not value)
        }

    def copies(self, name: str) -> list[Copy]:
        """The copies that were ticked for the field ``name``."""
        return list(self.cleaned_data.get(f"{_ALSO}{name}", ()))


class ReviewForm(forms.Form):
    """One field that the person proposes a value for."""

    def __init__(
        self,
        subject: Subject,
        source: PersonalData,
        record: Any,
        name: str,
        data: Any = None,
        files: Any = None,
    ) -> None:
        super().__init__(data, files, prefix=f"review-{name}")
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
        self.fields["attachment"] = forms.FileField(
            label=_("Something that shows it"),
            help_text=_("A PDF or a picture, at most 5 MB. Only those who decide see it."),
            required=False,
            widget=forms.FileInput(attrs={"accept": ACCEPT}),
        )
        if copies := copies_of(subject, source, record, name):
            self.fields["also"] = CopiesField(copies)

    def clean_attachment(self) -> Any:
        """A PDF or a picture, not too large."""
        given = self.cleaned_data["attachment"]
        return checked(given) if given else None

    @property
    def copies(self) -> list[Copy]:
        """The copies that were ticked."""
        return list(self.cleaned_data.get("also", ()))


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


def _token(copy: Copy) -> str:
    """Stands for a copy in the form: a key of text may be somebody's name."""
    return hashlib.sha256(f"{copy.source.name} {copy.pk} {copy.field}".encode()).hexdigest()[:24]


def _words(copy: Copy) -> str:
    words = {"record": copy.title, "field": copy.label}
    if copy.way is Way.REVIEW:
        return str(_("%(record)s: %(field)s (we look at it first)") % words)
    return str(_("%(record)s: %(field)s") % words)
