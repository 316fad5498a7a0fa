from __future__ import annotations

import json
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from home.models import NewsletterIssue, NewsletterSubscription
from home.sending import send_issue
from privacy_center.audit import Actor
from privacy_center.consent import (
    give,
    object_to_marketing,
    read_unsubscribe_token,
    withdraw,
)
from privacy_center.subjects import subject_of_email

pytestmark = pytest.mark.django_db
HOW = {"actor": Actor.system(), "place": "/sv/", "method": "test"}


def subscriber(email: str, language: str = "sv", consent: bool = True) -> None:
    NewsletterSubscription.objects.create(email=email, language=language)
    if consent:
        give(subject_of_email(email), "newsletter", wording="Ja.", language=language, **HOW)


@pytest.fixture
def issue():
    return NewsletterIssue.objects.create(
        language="sv", subject="Höst & <vinter>", body="Hej på er."
    )


def test_it_goes_to_those_who_asked_in_their_language(issue, mailoutbox):
    subscriber("sv@example.com")
    subscriber("en@example.com", "en")
    assert send_issue(issue).sent == 1
    mail = mailoutbox[0]
    assert mail.to == ["sv@example.com"]
    assert mail.subject == "Höst & <vinter>"
    assert "Hej på er." in mail.body


def test_every_letter_has_a_way_out(issue, mailoutbox):
    subscriber("sv@example.com")
    send_issue(issue)
    mail = mailoutbox[0]
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in mail.body
    token = address.rstrip("/").rpartition("/")[2]
    assert read_unsubscribe_token(token) == ("sv@example.com", "newsletter")


def test_nobody_gets_it_who_objected_withdrew_or_never_agreed(issue, mailoutbox):
    for email in ("objected@example.com", "withdrew@example.com"):
        subscriber(email)
    subscriber("never@example.com", consent=False)
    object_to_marketing(subject_of_email("objected@example.com"), **HOW)
    withdraw(subject_of_email("withdrew@example.com"), "newsletter", **HOW)
    sending = send_issue(issue)
    assert (sending.sent, sending.suppressed) == (0, 3)
    assert not mailoutbox


def test_an_interrupted_sending_goes_on_where_it_stopped(issue, mailoutbox, monkeypatch):
    for number in range(3):
        subscriber(f"s{number}@example.com")
    real = EmailBackend.send_messages

    def breaks(self, messages):
        if messages[0].to == ["s1@example.com"]:
            raise SMTPServerDisconnected
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", breaks)
    with pytest.raises(SMTPServerDisconnected):
        send_issue(issue)
    monkeypatch.setattr(EmailBackend, "send_messages", real)
    issue.refresh_from_db()
    send_issue(issue)
    assert sorted(mail.to[0] for mail in mailoutbox) == [f"s{n}@example.com" for n in range(3)]


def test_a_refused_address_is_passed_by(issue, mailoutbox, monkeypatch):
    subscriber("refused@example.com")
    subscriber("sv@example.com")
    real = EmailBackend.send_messages

    def refuses(self, messages):
        if messages[0].to == ["refused@example.com"]:
            raise SMTPRecipientsRefused({})
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuses)
    sending = send_issue(issue)
    assert (sending.sent, sending.refused) == (1, 1)


def test_the_command_counts_sends_once_and_refuses_the_second_time(issue, mailoutbox, capsys):
    subscriber("sv@example.com")
    call_command("send_newsletter", issue.pk, dry_run=True, format="json")
    assert json.loads(capsys.readouterr().out)["sent"] == 1
    assert not mailoutbox
    call_command("send_newsletter", issue.pk)
    assert len(mailoutbox) == 1
    with pytest.raises(CommandError):
        call_command("send_newsletter", issue.pk)
    with pytest.raises(CommandError):
        call_command("send_newsletter", 0)
