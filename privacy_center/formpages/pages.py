"""Mixins for a site's form pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm

from ..sources.submissions import ACTIVITY_FIELD
from .asking import Sent, take
from .building import ConsentFormBuilder
from .questions import CONSENT


class ConsentPageForm(WagtailAdminFormPageForm):
    """The editor's form of a page that may ask for consent."""

    def clean(self) -> dict[str, Any]:
        """A question for consent needs a question for the address beside it."""
        cleaned: dict[str, Any] = super().clean()
        for formset in self.formsets.values():
            asked = [
                form
                for form in formset.forms
                if not form.cleaned_data.get("DELETE", False)
                and form.cleaned_data.get("field_type")
            ]
            kinds = {form.cleaned_data["field_type"] for form in asked}
            if CONSENT in kinds and "email" not in kinds:
                for form in asked:
                    if form.cleaned_data["field_type"] == CONSENT:
                        form.add_error(
                            "field_type",
                            _("Ask for an e-mail address too: a consent is somebody's."),
                        )
        return cleaned


class ConsentPageMixin:
    """Mixin for a form page whose form may ask for consent; it stands before Wagtail's class.

    ::

        class FormPage(ConsentPageMixin, AbstractEmailForm): ...

    A page with a form builder of its own gives it :class:`~.building.ConsentBuilderMixin`.
    """

    form_builder = ConsentFormBuilder
    base_form_class = ConsentPageForm

    def process_form_submission(self, form: Any) -> Any:
        """Keep the answers as the page does, and take the consents that were given."""
        submission = super().process_form_submission(form)  # type: ignore[misc]
        self.take_consents(form)
        return submission

    def take_consents(self, form: Any) -> None:
        """Take the consents of a form that was sent; for a page that processes it all by itself."""
        page: Any = self
        take(
            Sent(
                user=form.user if form.user and form.user.is_authenticated else None,
                email=form.sender(),
                language=get_language() or page.locale.language_code,
                place=page.get_url() or "",
                site=page.get_site(),
            ),
            form.consents(),
        )


class SubmissionActivityMixin(models.Model):
    """Mixin for a form page on which an editor says what its submissions are held for.

    Their time and their fate follow that activity. Where nothing is chosen, the class's
    ``privacy_activity`` holds, and without it customer service.
    """

    submissions_activity = models.ForeignKey(
        "privacy_center.ProcessingActivity",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"live": True},
        verbose_name=_("what the answers are for"),
        help_text=_(
            "The activity whose purpose and time limit the answers to this form follow. Leave it "
            "empty for the usual one of such pages."
        ),
    )

    submissions_activity_panels = (FieldPanel(ACTIVITY_FIELD, widget=forms.Select),)

    class Meta:
        abstract = True
