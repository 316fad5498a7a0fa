"""The demo's accounts, with the same password each and verified addresses."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User

from .groups import EDITORS, OFFICERS

PASSWORD = "demo-password-1"  # noqa: S105 - printed for whoever tries the demo


@dataclass(frozen=True)
class Account:
    """Somebody who signs in. ``what`` says to whoever tries the demo what the account is for."""

    email: str
    first_name: str
    last_name: str
    what: str
    group: str = ""
    superuser: bool = False


ACCOUNTS = (
    Account("admin@example.com", "Ada", "Admin", "superuser", superuser=True),
    Account("editor@example.com", "Elin", "Ek", "edits pages and processing records", EDITORS),
    Account("officer@example.com", "Olle", "Ohlsson", "privacy officer", OFFICERS),
    Account("anna@example.com", "Anna", "Andersson", "customer"),
    Account("erik@example.com", "Erik", "Eriksson", "customer, sole trader"),
)


def load_accounts() -> dict[str, User]:
    """The accounts by e-mail address; one that exists is left as it is."""
    hashed = make_password(PASSWORD)
    return {account.email: _account(account, hashed) for account in ACCOUNTS}


def _account(account: Account, hashed: str) -> User:
    user, created = User.objects.get_or_create(
        email=account.email,
        defaults={
            "username": account.email.partition("@")[0],
            "first_name": account.first_name,
            "last_name": account.last_name,
            "password": hashed,
            "is_superuser": account.superuser,
            "is_staff": account.superuser,
        },
    )
    if created:
        EmailAddress.objects.create(user=user, email=account.email, verified=True, primary=True)
        if account.group:
            user.groups.add(Group.objects.get(name=account.group))
    return user
