"""The page on which people sign up for the newsletter."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from privacy_center.audit import Actor
from privacy_center.consent import allow_marketing_again
from privacy_center.subjects import Subject

from ..optin import SignUp
from ..records.newsletter import NewsletterSubscription
from .signup import SignUpPage


class NewsletterPage(SignUpPage):
    """What the newsletter is, and the form to get it."""

    activity = "newsletter"
    purpose = "newsletter"

    lead = models.TextField(_("introduction"), blank=True)

    content_panels = (
        *SignUpPage.content_panels,
        FieldPanel("lead"),
        *SignUpPage.consent_panels,
    )
    template = "home/newsletter_page.html"

    class Meta:
        verbose_name = _("newsletter page")

    def carry_out(self, sign_up: SignUp, subject: Subject, actor: Actor) -> None:
        """Subscribe the address, in the language of the page; again is the same as once.

        An earlier objection ends: the holder of the mailbox has just asked for mail.
        """
        NewsletterSubscription.objects.get_or_create(
            email=sign_up.email,
            defaults={"user": subject.user, "language": sign_up.language},
        )
        allow_marketing_again(
            subject, actor=actor, place=self.get_url() or "", method="double opt-in"
        )
