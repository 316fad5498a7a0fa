"""The admin's pages for legal holds: what the officer keeps in spite of a request, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet

from ..holds.models import LegalHold
from ..sources import registry


def source_choices() -> list[tuple[str, str]]:
    """Every source by name, for the officer to choose from."""
    named = [(source.name, f"{source.title} ({source.name})") for source in registry.sources()]
    return [("", "–"), *named]


class HoldForm(WagtailAdminModelForm):
    """A hold, with the sources to choose from in place of a name to type."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].widget.choices = source_choices()


class HoldCreateView(CreateView):
    """Remembers which officer set the hold."""

    def save_instance(self) -> LegalHold:
        """Store the hold under the officer's name."""
        self.form.instance.set_by = self.request.user
        hold: LegalHold = super().save_instance()
        return hold


HOLD = ObjectList(
    [
        HelpPanel(template="privacy_center/staff/panels/hold_help.html"),
        FieldPanel("ground"),
        MultiFieldPanel([FieldPanel("pseudonym")], heading=_("Everything of one person")),
        MultiFieldPanel(
            [
                FieldPanel(
                    "source", widget=forms.Select, help_text=_("What kind of record it is.")
                ),
                FieldPanel(
                    "record_key",
                    heading=_("Number of the record"),
                    help_text=_(
                        "Such as 12. It stands behind the record where you decide on an erasure, "
                        "and in the list of what is past its time under Retention."
                    ),
                ),
            ],
            heading=_("Or one record"),
        ),
        FieldPanel("reason"),
        FieldPanel("review_on"),
        FieldPanel("lifted_at"),
    ],
    base_form_class=HoldForm,
)


class HoldViewSet(ModelViewSet):
    """Legal holds: set with a reason and a date to look again, lifted, never deleted."""

    model = LegalHold
    name = "privacy_holds"
    url_prefix = "privacy/holds"
    icon = "lock"
    menu_label = _("Holds")
    menu_name = "privacy-holds"
    edit_handler = HOLD
    add_view_class = HoldCreateView
    copy_view_enabled = False
    list_filter = ("ground", "review_on")
    ordering = ("review_on",)
    list_display = (
        "__str__",
        Column("review_on", _("Look again on"), sort_key="review_on"),
        Column("lifted_at", _("Lifted")),
    )
