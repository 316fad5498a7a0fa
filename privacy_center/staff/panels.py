"""What the forms of the processing records look like: for a person who knows no law."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
)

from ..policy.countries import countries
from .forms import RecordForm
from .policy_pages import behind
from .usage import users_of


class NotePanel(Panel):
    """Shows what is still to be confirmed about a record, above its fields."""

    class BoundPanel(Panel.BoundPanel):
        """The note of one record."""

        template_name = "privacy_center/staff/panels/note.html"

        def is_shown(self) -> bool:
            """Only where there is a note."""
            return bool(self.instance.note_to_editor)


class BehindPanel(Panel):
    """Says that a published policy shows more than its newest version, above the fields."""

    class BoundPanel(Panel.BoundPanel):
        """The warning on one record's page."""

        template_name = "privacy_center/staff/panels/behind.html"

        def is_shown(self) -> bool:
            """Only for a record that is stored, while a policy is behind."""
            return bool(self.instance.pk) and bool(behind())


class UsagePanel(Panel):
    """Lists what uses a record, so that an editor knows whom a change touches."""

    class BoundPanel(Panel.BoundPanel):
        """The users of one record."""

        template_name = "privacy_center/staff/panels/usage.html"

        def is_shown(self) -> bool:
            """Only for a record that is stored."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The panel's context, with what uses the record."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["users"] = users_of(self.instance)
            return context


def texts(*panels: Any) -> InlinePanel:
    """The words of a record, one form for each language, two to begin with."""
    return InlinePanel(
        "texts",
        heading=_("Words in each language"),
        label=_("Language"),
        help_text=_("Write the same thing once in each language of the site."),
        min_num=2,
        panels=[FieldPanel("locale"), *panels],
    )


ACTIVITY = ObjectList(
    [
        BehindPanel(),
        NotePanel(),
        HelpPanel(template="privacy_center/staff/panels/activity_help.html"),
        texts(
            FieldPanel("title"),
            FieldPanel("purpose"),
            FieldPanel("people"),
            FieldPanel("origin"),
            FieldPanel("counts_from_text"),
            FieldPanel("retention_reason"),
            FieldPanel("automated_text"),
            FieldPanel("security_measures"),
        ),
        MultiFieldPanel(
            [FieldPanel("legal_basis"), FieldPanel("legal_reference")], heading=_("Why you may")
        ),
        MultiFieldPanel(
            [
                FieldPanel("preset"),
                FieldRowPanel([FieldPanel("period_value"), FieldPanel("period_unit")]),
                FieldPanel("counts_from"),
            ],
            heading=_("How long"),
            help_text=_(
                "After a change here, nothing is removed before the privacy officer has confirmed "
                "the new rule."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("categories", widget=forms.CheckboxSelectMultiple)], heading=_("Which data")
        ),
        MultiFieldPanel(
            [FieldPanel("recipients", widget=forms.CheckboxSelectMultiple)],
            heading=_("Who receives it"),
        ),
        MultiFieldPanel(
            [FieldPanel("direct_marketing"), FieldPanel("automated_decisions")],
            heading=_("Special care"),
        ),
        UsagePanel(heading=_("Used by")),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("sort_order"), FieldPanel("note_to_editor")],
            heading=_("Short name and order"),
        ),
    ],
    base_form_class=RecordForm,
)

CATEGORY = ObjectList(
    [
        BehindPanel(),
        texts(FieldPanel("title"), FieldPanel("description")),
        FieldPanel("special"),
        UsagePanel(heading=_("Used by")),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("sort_order")],
            heading=_("Short name and order"),
        ),
    ],
    base_form_class=RecordForm,
)

RECIPIENT = ObjectList(
    [
        BehindPanel(),
        texts(FieldPanel("name"), FieldPanel("description")),
        FieldPanel("role"),
        MultiFieldPanel(
            [
                FieldPanel(
                    "country",
                    # Django takes a callable, and asks it in the reader's language each time.
                    widget=forms.Select(choices=countries),  # type: ignore[arg-type]
                    help_text=_("The country that the data goes to."),
                ),
                FieldPanel("safeguard"),
            ],
            heading=_("Where the data goes"),
        ),
        UsagePanel(heading=_("Used by")),
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("sort_order")],
            heading=_("Short name and order"),
        ),
    ],
    base_form_class=RecordForm,
)
