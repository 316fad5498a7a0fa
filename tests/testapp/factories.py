"""People and their records in the association, one call each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from wagtail.models import Locale

from privacy_center.activities.models import ActivityText, ProcessingActivity
from privacy_center.subjects import Subject, subject_of_user
from privacy_center.testing import register_temporarily

from .models import Member, Message, Payment
from .privacy import MemberData


def person(email: str, *more: str) -> Subject:
    """An account whose addresses are all verified."""
    user = get_user_model().objects.create_user(username=email, email=email, password="secret-hash")
    for address in (email, *more):
        EmailAddress.objects.create(
            user=user, email=address, verified=True, primary=address == email
        )
    return subject_of_user(user)


def member(subject: Subject | None = None, **fields: Any) -> Member:
    """A member, with the person's account where there is one."""
    defaults = {"name": "Anna Ek", "email": "", "user": subject.user if subject else None}
    return Member.objects.create(**(defaults | fields))


def payment(of: Member, **fields: Any) -> Payment:
    """A payment of ``of``."""
    return Payment.objects.create(**({"member": of, "amount": "125.50"} | fields))


def message(sender: Subject | None, **fields: Any) -> Message:
    """A message from ``sender``."""
    defaults = {"sender": sender.user if sender else None, "body": "Hello"}
    return Message.objects.create(**(defaults | fields))


def activity(slug: str, title: str = "", *, language: str = "en", **fields: Any) -> Any:
    """A published activity with a text in one language."""
    text = {
        name: fields.pop(name)
        for name in ("purpose", "retention_reason", "counts_from_text", "origin")
        if name in fields
    }
    made = ProcessingActivity.objects.create(**({"slug": slug, "legal_basis": "contract"} | fields))
    locale, _created = Locale.objects.get_or_create(language_code=language)
    ActivityText.objects.create(
        activity=made,
        locale=locale,
        **({"title": title or slug.title(), "purpose": f"For {slug}"} | text),
    )
    return made


@contextmanager
def masked(*fields: str) -> Iterator[None]:
    """Let ``fields`` of a member be masked until the person asks for them."""
    declaration = type("MaskedMemberData", (MemberData,), {"masked": fields})
    with register_temporarily(Member, declaration):
        yield
