from __future__ import annotations

import datetime as dt
import logging
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import override_settings
from wagtail.models import Site

from privacy_center.activities.models import Controller
from privacy_center.audit.models import AuditEntry
from privacy_center.ledger import pseudonym
from privacy_center.notices import render, send

pytestmark = pytest.mark.django_db

DAY = dt.date(2027, 12, 31)
RETENTION = {
    "title": "Orders",
    "ground": "The Bookkeeping Act demands it.",
    "kept_until": DAY,
}
CONTEXTS: dict[str, dict[str, Any]] = {
    "consent_withdrawn": {
        "purpose": "Newsletter & offers",
        "consents_url": "https://example.com/account/privacy/consents/",
    },
    "data_rectified": {"fields": ["Phone"], "data_url": "https://example.com/data/"},
    "erasure_receipt": {
        "receipt_url": "https://example.com/privacy/receipt/abc/",
        "status": "awaiting_decision",
        "kept": [RETENTION],
        "waiting": [{"title": "Assignments", "ground": "Not finished."}],
    },
    "export_fetched": {
        "at": dt.datetime(2027, 12, 31, 10, 0, tzinfo=dt.UTC),
        "download_url": "https://example.com/download/",
    },
    "marketing_objected": {"consents_url": "https://example.com/consents/"},
    "request_received": {
        "kind": "Erasure",
        "received_on": DAY,
        "due_on": DAY,
        "requests_url": "https://example.com/requests/",
    },
}


@pytest.fixture
def controller() -> Controller:
    """A company that has filled in who it is."""
    site = Site.objects.get(is_default_site=True)
    made, _ = Controller.objects.update_or_create(
        site=site,
        defaults={
            "name": "Företaget, AB",
            "contact_email": "kontakt@example.com",
            "website": "www.example.com",
            "authority_name": "The Authority",
            "authority_url": "https://authority.example/",
        },
    )
    return made


def letter(template: str, language: str = "en", **changes: Any) -> Any:
    context = CONTEXTS[template] | changes
    return render(template, to="anna@example.com", language=language, context=context)


class Tags(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("template", CONTEXTS)
@pytest.mark.parametrize("language", ["en", "sv"])
def test_every_mail_is_whole(template: str, language: str, controller: Controller) -> None:
    made = letter(template, language)
    html, kind = made.alternatives[0]
    assert kind == "text/html"
    assert made.subject
    assert "\n" not in made.subject
    assert "\n\n\n" not in made.body
    assert not re.search(r"[{}]|&\w+;|None", made.body)
    for value in CONTEXTS[template].values():
        if isinstance(value, str) and value.startswith("https://"):
            assert value in made.body
            assert f'href="{value}"' in html
    assert "anna" not in made.body + html
    assert made.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("template", CONTEXTS)
def test_html_is_plain_and_accessible(template: str, controller: Controller) -> None:
    html, _ = letter(template).alternatives[0]
    tags = Tags(html).seen
    names = [name for name, _ in tags]
    assert dict(tags)["html"]["lang"] == "en"
    assert names.count("h1") == names.count("main") == names.count("title") == 1
    assert not {"script", "style", "img", "link", "iframe"}.intersection(names)
    for _, attributes in tags:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_dates_and_texts_speak_the_language(controller: Controller) -> None:
    assert "31 december 2027" in letter("request_received", "sv").body.lower()
    assert "31 december 2027" in letter("request_received", "en").body.lower()


def test_text_is_not_escaped_and_html_is(controller: Controller) -> None:
    made = letter("consent_withdrawn", purpose="<b>R&D</b>")
    html, _ = made.alternatives[0]
    assert "<b>R&D</b>" in made.body
    assert "<b>R&D</b>" in made.subject
    assert "<b>" not in html
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in html


@pytest.mark.parametrize(
    ("status", "kept", "waiting", "words", "remedies"),
    [
        ("complete", [], [], "It is done.", False),
        ("complete", [RETENTION], [], "except for what the law", True),
        ("awaiting_decision", [], [RETENTION], "needs a decision", True),
        ("partial", [], [], "We try again", False),
        ("failed", [], [], "it is not done yet", False),
    ],
)
def test_the_receipt_says_how_it_ended_and_never_that_all_is_gone(
    status: str, kept: list, waiting: list, words: str, remedies: bool, controller: Controller
) -> None:
    body = letter("erasure_receipt", status=status, kept=kept, waiting=waiting).body
    assert words in " ".join(body.split())
    assert ("court" in body and "The Authority" in body) is remedies
    assert "Back-up copies" in body


def test_the_receipt_names_the_law_and_the_day(controller: Controller) -> None:
    body = letter("erasure_receipt").body
    assert "- Orders. The Bookkeeping Act demands it. Kept until 31 December 2027." in body


def test_it_comes_from_the_controller(controller: Controller) -> None:
    message = letter("export_fetched").message()
    assert message["From"].endswith("<kontakt@example.com>")
    assert "Write to kontakt@example.com" in letter("export_fetched").body


@override_settings(DEFAULT_FROM_EMAIL="site@example.com")
def test_without_a_controller_it_comes_from_the_site() -> None:
    Controller.objects.all().delete()
    assert letter("export_fetched").from_email == "site@example.com"


def test_no_text_reaches_the_headers(controller: Controller) -> None:
    Controller.objects.update(name="Firm\r\nBcc: spy@example.com")
    made = letter("consent_withdrawn", purpose="News\r\nBcc: spy@example.com")
    message = made.message()
    assert message["Bcc"] is None
    assert made.recipients() == ["anna@example.com"]
    assert "\n" not in made.subject + made.from_email


def test_it_is_sent_after_the_commit(django_capture_on_commit_callbacks) -> None:
    context = dict(CONTEXTS["consent_withdrawn"])
    with django_capture_on_commit_callbacks(execute=True):
        send(
            "consent_withdrawn",
            to="anna@example.com",
            language="en",
            context=context,
            headers={"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        )
        context.clear()
        assert mail.outbox == []
    (sent,) = mail.outbox
    assert sent.to == ["anna@example.com"]
    assert "Newsletter & offers" in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_deed_that_is_undone_sends_nothing(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        send("export_fetched", to="anna@example.com", language="en", context={})
        transaction.set_rollback(True)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("template", "to", "backend", "error"),
    [
        ("export_fetched", "anna@example.com", "no.such.Backend", "ModuleNotFoundError"),
        ("no_such_mail", "anna@example.com", None, "TemplateDoesNotExist"),
    ],
)
def test_a_mail_that_fails_harms_nothing_and_stands_on_the_trail(
    template: str,
    to: str,
    backend: str | None,
    error: str,
    settings,
    caplog,
    django_capture_on_commit_callbacks,
) -> None:
    if backend:
        settings.EMAIL_BACKEND = backend
    with caplog.at_level(logging.DEBUG), django_capture_on_commit_callbacks(execute=True):
        send(template, to=to, language="en", context={})
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject) == ("notice_failed", pseudonym(to))
    assert entry.details == {"template": template, "error": error}
    assert error in caplog.text
    assert "anna" not in caplog.text
