"""What every public form refuses: robots, floods and card numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..numbers import refuse_card_number

#: A field that people do not see and robots fill in.
TRAP = "homepage"


class GuardedForm(forms.BaseForm):
    """Mixin: refuses a filled trap, and a full card number in any field."""

    #: Set by the view where too much has come from one place.
    flooded = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields[TRAP] = forms.CharField(
            required=False,
            label=_("Leave this empty"),
            widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        )

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields for a person, in order."""
        return [field for field in self if field.name != TRAP]

    @property
    def trap(self) -> forms.BoundField:
        """The field for robots."""
        return self[TRAP]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.flooded:
            raise ValidationError(
                _(
                    "Too many messages have come from your connection. Please wait ten minutes and "
                    "send again. What you wrote is still here."
                ),
                code="flooded",
            )
        if cleaned.pop(TRAP, ""):
            raise ValidationError(
                _(
                    "This looked like the work of a robot, so nothing was sent. "
                    "If you are a person, please send again."
                ),
                code="trap",
            )
        for name, value in list(cleaned.items()):
            try:
                refuse_card_number(value)
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned
