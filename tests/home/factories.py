"""Pages and records of the demo company, one at a time."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from wagtail.models import Page, Site

from home.models import ContactFormField, ContactPage, CoursePage, NewsletterPage, Order

WORDING = "Yes, send me the newsletter. I can say stop at any time."
_numbers = itertools.count(1)


def user(email: str) -> User:
    """Somebody with one verified address."""
    made = User.objects.create_user(email.partition("@")[0], email, "a-long-password-1")
    EmailAddress.objects.create(user=made, email=email, verified=True, primary=True)
    return made


def order(**fields: Any) -> Order:
    """An order that is not stored; valid as it stands."""
    defaults = {
        "number": f"T-{next(_numbers)}",
        "ordered_on": dt.date(2020, 3, 1),
        "total": Decimal(100),
        "name": "Test Person",
    }
    return Order(**{**defaults, **fields})


def _publish(page: Page, parent: Page | None = None) -> Any:
    root = parent or Site.objects.get(is_default_site=True).root_page
    root.add_child(instance=page)
    return page


def newsletter_page() -> NewsletterPage:
    """A published page for signing up."""
    return _publish(NewsletterPage(title="Newsletter", slug="news", consent_text=WORDING))


def course_page() -> CoursePage:
    """A published course."""
    return _publish(
        CoursePage(title="Lead from afar", slug="lead", consent_text="Yes, let me try.")
    )


def contact_page(**fields: Any) -> ContactPage:
    """A published contact form: name, e-mail, message."""
    questions = [("name", "singleline"), ("email", "email"), ("message", "multiline")]
    page = ContactPage(title="Contact", slug="talk", thanks="Thank you so much.", **fields)
    page.form_fields = [
        ContactFormField(clean_name=name, label=name.title(), field_type=kind, sort_order=order)
        for order, (name, kind) in enumerate(questions)
    ]
    return _publish(page)
