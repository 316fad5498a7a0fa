"""Building a form with consent in it: the box, and what the form knows of it once it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder


@dataclass(frozen=True)
class Asked:
    """A consent that a form asks for: the slug of its purpose, and the words beside the box."""

    slug: str
    wording: str


class ConsentField(forms.BooleanField):
    """A box that nobody has ticked for the person (recital 32)."""

    def __init__(self, *, asked: Asked | None, **options: Any) -> None:
        options["initial"] = False
        super().__init__(**options)
        self.asked = asked
        self.error_messages["required"] = _(
            "Tick the box if you agree. Without it nothing is sent."
        )


class ConsentForm(forms.BaseForm):
    """Mixin of a form that may ask for consent."""

    def clean(self) -> dict[str, Any]:
        """A consent is somebody's: without an address it could be proved of nobody."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        user = getattr(self, "user", None)
        known = user is not None and user.is_authenticated
        if not known and not self.sender():
            for name in self._ticked():
                self.add_error(name, _("Give your e-mail address as well: the consent is for it."))
        return cleaned

    def consents(self) -> list[Asked]:
        """What the person has said yes to. For a form that is valid."""
        fields = (self.fields[name] for name in self._ticked())
        return [field.asked for field in fields if isinstance(field, ConsentField) and field.asked]

    def sender(self) -> str:
        """The answer to the first question for an e-mail address that has one; else empty."""
        for name, field in self.fields.items():
            if isinstance(field, forms.EmailField) and self.cleaned_data.get(name):
                return str(self.cleaned_data[name])
        return ""

    def _ticked(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if isinstance(field, ConsentField) and self.cleaned_data.get(name)
        ]


class ConsentBuilderMixin:
    """Mixin for a site's own form builder; :class:`ConsentFormBuilder` is Wagtail's with it."""

    def create_consent_field(self, field: Any, options: dict[str, Any]) -> ConsentField:
        """The box, with the words of the consent beside it."""
        activity = field.consent_activity
        options["label"] = field.consent_wording
        asked = Asked(activity.slug, field.consent_wording) if activity else None
        return ConsentField(asked=asked, **options)

    def get_form_class(self) -> type[forms.BaseForm]:
        """The form as it would be, with what it knows of consent."""
        base: type[forms.BaseForm] = super().get_form_class()  # type: ignore[misc]
        return type(base.__name__, (ConsentForm, base), {})


class ConsentFormBuilder(ConsentBuilderMixin, FormBuilder):
    """Wagtail's form builder, which knows the field type *consent*."""
