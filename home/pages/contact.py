"""The contact form page: each submission opens a support case."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.forms.models import AbstractFormField, FormMixin
from wagtail.fields import RichTextField

from privacy_center.formpages import (
    ConsentPageMixin,
    ConsentQuestionMixin,
    SubmissionActivityMixin,
)

from ..forms.contact import ContactForm, ContactFormBuilder
from ..forms.limits import within_limit
from ..notifying import tell_staff_of_case, thank_for_message
from ..records.support import SupportCase
from .base import FormSitePage, never_store

TOO_MANY = 429


class ContactFormField(ConsentQuestionMixin, AbstractFormField):  # type: ignore[misc]
    """One question of the contact form."""

    page = ParentalKey("home.ContactPage", on_delete=models.CASCADE, related_name="form_fields")


class ContactPage(ConsentPageMixin, SubmissionActivityMixin, FormMixin, FormSitePage):  # type: ignore[misc]
    """A form that an editor puts together, and what stands around it."""

    lead = models.TextField(_("introduction"), blank=True)
    aside = RichTextField(_("other ways to reach us"), blank=True, features=["bold", "link", "ul"])
    thanks = models.TextField(_("what to say when the message has come in"))
    notify_address = models.EmailField(
        _("who to tell"),
        blank=True,
        help_text=_(
            "This address is told that a message has come in, never what it says: "
            "the message stays in one place."
        ),
    )

    form_builder = ContactFormBuilder
    template = "home/contact_page.html"
    landing_page_template = "home/contact_page_landing.html"
    content_panels = (
        *FormSitePage.content_panels,
        FieldPanel("lead"),
        InlinePanel("form_fields", label=_("Questions")),
        FieldPanel("aside"),
        FieldPanel("thanks"),
        FieldPanel("notify_address"),
    )
    settings_panels = (
        *FormSitePage.settings_panels,
        *SubmissionActivityMixin.submissions_activity_panels,
    )

    class Meta:
        verbose_name = _("contact page")

    def get_submission_class(self) -> type[SupportCase]:
        return SupportCase

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not within_limit(request, "contact"):
            return never_store(self._flooded(request))
        return never_store(super().serve(request, *args, **kwargs))

    def process_form_submission(self, form: ContactForm) -> SupportCase:
        """Open the case, thank the person and tell the staff."""
        user = form.user if form.user.is_authenticated else None
        case = SupportCase.objects.create(
            page=self, form_data=form.cleaned_data, user=user, email=self._address(form)
        )
        self.take_consents(form)
        if case.email:
            thank_for_message(case.email, self.locale.language_code)
        if self.notify_address:
            tell_staff_of_case(self.notify_address, case)
        return case

    def _address(self, form: ContactForm) -> str:
        """The first e-mail field's answer, in lower case."""
        for field in self.get_form_fields():
            if field.field_type == "email":
                return str(form.cleaned_data.get(field.clean_name) or "").lower()
        return ""

    def _flooded(self, request: HttpRequest) -> HttpResponseBase:
        form = self.get_form(request.POST, page=self, user=request.user)
        form.flooded = True
        context = {**self.get_context(request), "form": form}
        return TemplateResponse(request, self.template, context, status=TOO_MANY)
