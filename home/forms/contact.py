"""The contact form, as an editor puts it together."""

from __future__ import annotations

from typing import Any

from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from privacy_center.formpages.building import ConsentBuilderMixin, ConsentForm

from .guards import GuardedForm

#: What browsers may fill in by themselves (WCAG 2.2, 1.3.5), by kind of field and by name.
AUTOCOMPLETE = {"email": "email", "name": "name", "namn": "name"}


class ContactForm(GuardedForm, BaseForm):  # type: ignore[misc]
    """The base of every form built from a contact page's fields."""


class ContactFormBuilder(ConsentBuilderMixin, FormBuilder):  # type: ignore[misc]
    """Builds the form on our own base, so that its guards come with it."""

    def get_form_class(self) -> type[ContactForm]:
        return type("ContactForm", (ConsentForm, ContactForm), self.formfields)

    def get_field_options(self, field: Any) -> dict[str, Any]:
        options: dict[str, Any] = super().get_field_options(field)
        return {**options, "label_suffix": ""}

    def get_create_field_function(self, type: str) -> Any:
        create = super().get_create_field_function(type)

        def created(field: Any, options: dict[str, Any]) -> Any:
            form_field = create(field, options)
            hint = AUTOCOMPLETE.get(type) or AUTOCOMPLETE.get(field.clean_name)
            if hint:
                form_field.widget.attrs["autocomplete"] = hint
            return form_field

        return created
