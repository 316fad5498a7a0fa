"""The newsletter: who subscribes, and the issues sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def languages() -> list[tuple[str, str]]:
    """The languages that a newsletter is written in: those of the site."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def default_language() -> str:
    """The site's own language."""
    return str(settings.LANGUAGE_CODE)


class NewsletterSubscription(models.Model):
    """An address that was confirmed from its own mailbox; none is stored before that."""

    email = models.EmailField(_("e-mail"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="newsletter_subscriptions",
        verbose_name=_("subscriber"),
    )
    language = models.CharField(_("language"), max_length=8, choices=languages)
    confirmed_at = models.DateTimeField(_("confirmed at"), default=timezone.now)

    class Meta:
        verbose_name = _("newsletter subscription")
        verbose_name_plural = _("newsletter subscriptions")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="one_subscription_an_address",
                violation_error_message=_("This address already has the newsletter."),
            ),
        )

    def __str__(self) -> str:
        return str(_("Subscription %(number)s") % {"number": self.pk})


class NewsletterIssue(models.Model):
    """One newsletter in one language, for the subscribers who chose that language."""

    language = models.CharField(
        _("language"), max_length=8, choices=languages, default=default_language
    )
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(
        _("text"), help_text=_("Plain text. The link to unsubscribe is added by itself.")
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, editable=False)
    sent_through = models.BigIntegerField(_("sent through subscription"), default=0, editable=False)

    class Meta:
        verbose_name = _("newsletter issue")
        verbose_name_plural = _("newsletter issues")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.subject
