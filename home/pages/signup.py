"""Pages on which somebody signs up by consent, with a mail in between."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from privacy_center.audit import Actor
from privacy_center.consent import consents_of, give, wording_for
from privacy_center.consent.models import ConsentWording
from privacy_center.ledger import fold_email
from privacy_center.subjects import Subject, subject_of_email

from ..forms.limits import within_limit
from ..forms.signup import SignUpForm
from ..notifying import ask_to_confirm
from ..optin import BadLink, SignUp, seal, unseal
from .base import FormSitePage, never_store


class SignUpPage(RoutablePageMixin, FormSitePage):  # type: ignore[misc]
    """The form, the mailed link whose GET asks and whose POST acts, and the thanks."""

    #: Slug of the processing activity that the consent is for.
    activity: ClassVar[str]
    #: ``newsletter`` or ``trial``: names the mail and the templates.
    purpose: ClassVar[str]
    form_class: ClassVar[type[SignUpForm]] = SignUpForm

    consent_text = models.TextField(
        _("words of the consent"),
        help_text=_(
            "What the person ticks. Each version is kept with each consent, so say what they get, "
            "how often, and that they may stop at any time."
        ),
    )
    consent_panels = (FieldPanel("consent_text"),)

    class Meta:
        abstract = True

    def carry_out(self, sign_up: SignUp, subject: Subject, actor: Actor) -> None:
        """Make the record, once the consent is in the ledger. In the same transaction."""
        raise NotImplementedError

    @path("")
    def ask(self, request: HttpRequest) -> HttpResponseBase:
        """The form; a good POST sends the link and says so."""
        form = self.form_class(request.POST or None, wording=self.consent_text)
        status = 200
        if request.method == "POST":
            if not within_limit(request, self.purpose):
                form.flooded, status = True, 429
            if form.is_valid():
                self._mail_link(request, form)
                return self._page(request, "mailed")
        return self._page(request, "page", status, form=form)

    @path("confirm/<str:token>/", name="confirm")
    def confirm(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """GET shows what would happen; POST does it. Mail scanners only follow links."""
        try:
            sign_up = unseal(token, page=self.pk)
            subject = subject_of_email(sign_up.email)
            self._refuse_used(sign_up, subject)
        except BadLink:
            return self._page(request, "confirm", 410, bad_link=True)
        if request.method == "POST":
            self._confirm(sign_up, subject)
            return self._page(request, "done")
        return self._page(request, "confirm", sign_up=sign_up)

    def _mail_link(self, request: HttpRequest, form: SignUpForm) -> None:
        language = self.locale.language_code
        wording = wording_for(self.activity, language, self.consent_text)
        # The one that is mailed is the one that is recorded: two spellings that look alike to the
        # software may be two mailboxes, and only the one that was asked can say yes.
        email = fold_email(form.cleaned_data["email"])
        token = seal(
            email=email,
            name=form.cleaned_data.get("name", ""),
            language=language,
            wording=wording.pk,
            page=self.pk,
        )
        ask_to_confirm(
            to=email,
            language=language,
            address=request.build_absolute_uri(
                f"{self.get_url(request)}{self.reverse_subpage('confirm', args=(token,))}"
            ),
            purpose=self.purpose,
            subject_matter=self.title,
        )

    def _refuse_used(self, sign_up: SignUp, subject: Subject) -> None:
        """An old mail must not bring back what was withdrawn after it was asked for."""
        for consent in consents_of(subject):
            withdrawn = consent.slug == self.activity and not consent.given
            if withdrawn and consent.since >= sign_up.asked:
                raise BadLink("Withdrawn since.")

    @transaction.atomic
    def _confirm(self, sign_up: SignUp, subject: Subject) -> None:
        actor = Actor.person(subject.pseudonym)
        wording = ConsentWording.objects.get(pk=sign_up.wording)
        give(
            subject,
            self.activity,
            wording=wording,
            place=self.get_url() or "",
            method="double opt-in",
            language=sign_up.language,
            actor=actor,
        )
        self.carry_out(sign_up, subject, actor)

    def _page(
        self, request: HttpRequest, step: str, status: int = 200, **context: Any
    ) -> HttpResponseBase:
        full = {**self.get_context(request), **context}
        template = f"home/{self.purpose}_{step}.html"
        response = never_store(TemplateResponse(request, template, full, status=status))
        # Under no-referrer a browser sends "Origin: null" with the form, and the CSRF check
        # refuses that.
        response["Referrer-Policy"] = "same-origin"
        return response
