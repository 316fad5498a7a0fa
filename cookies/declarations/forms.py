"""The admin's forms for declarations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .countries import COUNTRIES


class TextsForm(WagtailAdminModelForm):
    """Edits a declaration with its texts: one for each language and site."""

    def clean(self) -> dict[str, Any]:
        """Refuse a second text for the same language and site, or for every site."""
        cleaned = super().clean()
        texts = self.formsets["texts"]
        seen = set()
        for form in texts.forms if texts.is_valid() else []:
            data = form.cleaned_data
            if not data or data.get("DELETE"):
                continue
            place = (data["locale"], data["site"])
            if place in seen:
                message = _("There is a text for this language already. Keep one of them.")
                form.add_error("locale", message)
                raise ValidationError(message)
            seen.add(place)
        return cleaned


class GroupForm(TextsForm):
    """Edits a group and its texts; may ask every visitor anew."""

    ask_again = forms.BooleanField(
        label=_("Ask every visitor again"),
        required=False,
        help_text=_(
            "Tick when the purpose or the wording has changed in a way that matters. Visitors are "
            "asked about this group anew. A cookie or service that is added, or becomes another "
            "one, does this by itself."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Ask, in each language, what breaks without a group that is always on."""
        cleaned = super().clean()
        if cleaned.get("is_required"):
            texts = self.formsets["texts"]
            for form in texts.forms if texts.is_valid() else []:
                data = form.cleaned_data
                if data.get("title") and not data.get("DELETE") and not data.get("without_it"):
                    message = _("Write what would not work without this group.")
                    form.add_error("without_it", message)
                    raise ValidationError(message)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save, with the first title as the name that lists show."""
        if self.cleaned_data.get("ask_again") and self.instance.pk:
            self.instance.version += 1
        if self._reasons_changed():
            self.instance.approved_at = None
        if texts := _written(self, "texts"):
            self.instance.name = texts[0]["title"]
            self.instance.description = texts[0]["description"]
        return super().save(commit=commit)

    def _reasons_changed(self) -> bool:
        return any("without_it" in row.changed_data for row in self.formsets["texts"].forms)


class CookieForm(TextsForm):
    """Edits a cookie and its texts."""

    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        choices=[("", "–"), *COUNTRIES],
        help_text=_("Where the provider keeps the data."),
    )

    def save(self, commit: bool = True) -> Any:
        """Save, with the first purpose as the description that other software reads."""
        if texts := _written(self, "texts"):
            self.instance.description = texts[0]["purpose"]
        return super().save(commit=commit)


def _written(form: Any, formset: str) -> list[dict[str, Any]]:
    rows = (row.cleaned_data for row in form.formsets[formset].forms)
    return [row for row in rows if row and not row.get("DELETE")]
