"""What allauth asks of the site: names for new users, and a seal on second factors."""

from __future__ import annotations

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_email, user_username
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from privacy_center.ledger import sealed

PURPOSE = "second-factor"


def display_name(user: AbstractBaseUser) -> str:
    """What messages and passkeys call a person: the address, which is the name to sign in with."""
    return user_email(user) or user_username(user)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts whose name is the e-mail address and nothing else."""

    def populate_username(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Give a new user a name that says nothing: one made of the address would outlive it."""
        if not user_username(user):
            user_username(user, f"u-{secrets.token_hex(8)}")


class MFAAdapter(DefaultMFAAdapter):
    """Keeps TOTP secrets and the seeds of recovery codes sealed in the database (GDPR Art. 32)."""

    def encrypt(self, text: str) -> str:
        """Seal ``text`` before it is stored."""
        return sealed.encrypt(text, purpose=PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what :meth:`encrypt` sealed; raises ``BrokenSeal`` for anything else."""
        return sealed.decrypt(encrypted_text, purpose=PURPOSE)
