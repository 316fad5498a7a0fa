"""Loads the whole demo, in the order that its parts need each other."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import translation
from wagtail.models import Locale

from home.models import ContactPage, NewsletterIssue
from privacy_center.audit import Actor
from privacy_center.days import site_today
from privacy_center.retention import confirm_rules
from privacy_center.retention.models import ConfirmedRule

from .accounts import load_accounts
from .anna import load_anna
from .company import load_company
from .erik import load_erik
from .groups import load_groups
from .guest import load_guest
from .pages import ask_for_newsletter, load_site
from .policies import load_policies
from .processing import load_processing_records
from .words import LANGUAGES, Words

ISSUE_SUBJECT = Words("Höstens kurser", "The courses of the autumn")
ISSUE_BODY = Words(
    "Tre nya delar i Leda på distans, och en ny kurs om personuppgifter.\n\nVi ses!",
    "Three new parts of Lead from afar, and a new course on personal data.\n\nSee you!",
)


@transaction.atomic
def load_demo(today: dt.date | None = None) -> None:
    """Make what is missing of the demo; leave alone what is there.

    Dates count back from ``today`` (the site's own day by default).
    """
    today = today or site_today()
    with translation.override(settings.LANGUAGE_CODE):
        locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
        load_groups()
        accounts = load_accounts()
        site = load_site(locales)
        load_company(site, locales)
        load_processing_records()
        load_policies()
        _load_newsletter()
        ask_for_newsletter()
        contact = ContactPage.objects.get(locale=locales["sv"], slug="kontakt")
        load_anna(accounts["anna@example.com"], today, contact)
        load_erik(accounts["erik@example.com"], today)
        load_guest(today, contact)
    _confirm_first_rules()


def _confirm_first_rules() -> None:
    """The officer has seen the rules that the demo starts with; later changes wait."""
    if not ConfirmedRule.objects.exists():
        with translation.override(settings.LANGUAGE_CODE):
            confirm_rules(actor=Actor.command())


def _load_newsletter() -> None:
    if not NewsletterIssue.objects.exists():
        for language in LANGUAGES:
            NewsletterIssue.objects.create(
                language=language,
                subject=ISSUE_SUBJECT.in_language(language),
                body=ISSUE_BODY.in_language(language),
            )
