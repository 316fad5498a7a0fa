"""Sending a newsletter: to those who asked for it and have not said stop, each once."""

from __future__ import annotations

from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.utils import get_admin_base_url

from privacy_center.consent import has_consent, may_market_to
from privacy_center.notices import render
from privacy_center.sources.restricted import unrestricted
from privacy_center.subjects import subject_of_email

from .records.newsletter import NewsletterIssue, NewsletterSubscription
from .unsubscribing import unsubscribe_address

ACTIVITY = "newsletter"


class AlreadySent(ValueError):
    """The issue went out before; nobody gets it twice."""


@dataclass
class Sending:
    """What came of it, in numbers of addresses."""

    sent: int = 0
    suppressed: int = 0
    refused: int = 0


def send_issue(issue: NewsletterIssue, *, dry_run: bool = False) -> Sending:
    """Send ``issue`` to the subscribers of its language who may be marketed to (Art. 21(3)).

    Asked for each address just before its mail goes. Stopped half-way, a second call goes on after
    the last mail that went. An address that the server refuses is counted and passed by; any other
    error of the mail server is raised. Raises ``AlreadySent``.
    """
    if issue.sent_at is not None:
        raise AlreadySent(f"Issue {issue.pk} went out on {issue.sent_at:%Y-%m-%d}.")
    result = Sending()
    connection = get_connection()
    for subscription in subscribers(issue).iterator():
        if not _wanted(subscription.email):
            result.suppressed += 1
            continue
        if dry_run:
            result.sent += 1
            continue
        mail = letter(issue, subscription.email)
        mail.connection = connection
        try:
            mail.send()
        except SMTPRecipientsRefused:
            result.refused += 1
        else:
            result.sent += 1
        issue.sent_through = subscription.pk
        issue.save(update_fields=("sent_through",))
    if not dry_run:
        issue.sent_at = timezone.now()
        issue.save(update_fields=("sent_at",))
    return result


def subscribers(issue: NewsletterIssue) -> QuerySet[NewsletterSubscription]:
    """Whom the issue still has to reach, but for those who object."""
    reached = NewsletterSubscription.objects.filter(
        language=issue.language, pk__gt=issue.sent_through
    )
    return unrestricted(reached).order_by("pk")


def letter(issue: NewsletterIssue, email: str) -> EmailMultiAlternatives:
    """The mail, with the ways out that mail programs show as a button (RFC 2369, RFC 8058)."""
    address = f"{get_admin_base_url()}{unsubscribe_address(email, ACTIVITY)}"
    mail = render(
        "home_newsletter",
        to=email,
        language=issue.language,
        context={
            "issue_subject": issue.subject,
            "issue_body": issue.body,
            "unsubscribe": address,
        },
    )
    mail.extra_headers["List-Unsubscribe"] = f"<{address}>"
    mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return mail


def _wanted(email: str) -> bool:
    return may_market_to(email) and has_consent(subject_of_email(email), ACTIVITY)
