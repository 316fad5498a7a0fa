"""Forms of the processing records: what one field cannot see by itself."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale

from .usage import code_users_of


class RecordForm(WagtailAdminModelForm):
    """Keeps a short name that developers rely on, and asks for words in every language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("categories", "recipients"):
            if name in self.fields:
                field = self.fields[name]
                field.queryset = field.queryset.prefetch_related("texts__locale")
        if not self.instance.pk and "texts" in self.formsets:
            self._offer_languages()

    def _offer_languages(self) -> None:
        """Begin a new record with one form for each language, already chosen."""
        locales = Locale.objects.order_by("pk")
        for form, locale in zip(self.formsets["texts"].forms, locales, strict=False):
            form.initial.setdefault("locale", locale.pk)

    def clean_slug(self) -> str:
        """Refuse another short name where a source goes by the present one."""
        slug: str = self.cleaned_data["slug"]
        before = self.initial.get("slug")
        if self.instance.pk and before and slug != before and code_users_of(self.instance):
            raise ValidationError(
                _("Developers use this name in the code: it has to stay %(slug)s."),
                params={"slug": before},
            )
        return slug

    def clean(self) -> dict[str, Any]:
        """Ask for every language of the site, once the record is more than a draft."""
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and (missing := self._missing_languages()):
            self.add_error(
                None,
                _("Write the texts in these languages too: %(languages)s.")
                % {"languages": get_text_list(missing, _("and"))},
            )
        return cleaned

    def _missing_languages(self) -> list[str]:
        formset = self.formsets.get("texts")
        if formset is None:
            return []
        written = {
            form.cleaned_data["locale"].pk
            for form in formset.forms
            if form.is_valid()
            and form.cleaned_data.get("locale")
            and not form.cleaned_data.get("DELETE")
        }
        return [str(locale) for locale in Locale.objects.all() if locale.pk not in written]
