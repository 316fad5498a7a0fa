"""From an account or an address to a subject: the one place that knows allauth."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from ..ledger.pseudonyms import fold_email
from .subject import Subject

ALLAUTH = "account"


def subject_of_user(user: Any) -> Subject:
    """The person behind an account, with the addresses that were verified for it.

    The primary address comes first. Without allauth the account's own address counts as verified.
    """
    return Subject.of(user, _verified(user))


def subject_of_email(email: str) -> Subject:
    """The person who holds a mailbox: the account it is verified for, else nobody's account.

    Call it only once the mailbox is proved, or from a command that an operator runs.
    """
    folded = fold_email(email)
    for user in _owners(folded):
        subject = subject_of_user(user)
        if folded in subject.emails:
            return subject
    return Subject.of(None, [folded])


def _verified(user: Any) -> list[str]:
    if not apps.is_installed("allauth.account"):
        return [user.email] if user.email else []
    addresses = apps.get_model(ALLAUTH, "EmailAddress").objects.filter(user=user, verified=True)
    return list(addresses.order_by("-primary", "pk").values_list("email", flat=True))


def _owners(folded: str) -> QuerySet[Any]:
    users = get_user_model()._default_manager
    if not apps.is_installed("allauth.account"):
        return users.filter(**{f"{get_user_model().get_email_field_name()}__iexact": folded})
    return users.filter(emailaddress__email__iexact=folded, emailaddress__verified=True)
