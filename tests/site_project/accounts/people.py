"""People with accounts, and the codes of their apps."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

PASSWORD = "demo-password-1"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def person(email: str = "anna@example.com", **fields: Any) -> User:
    """Somebody whose address is confirmed."""
    user: User = get_user_model().objects.create_user(email, email, PASSWORD, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def administrator(email: str = "admin@example.com") -> User:
    """Somebody who may enter the admin."""
    return person(email, is_staff=True, is_superuser=True)


def with_app(user: User) -> User:
    """Give ``user`` an authenticator app with :data:`SECRET`, and recovery codes."""
    totp.TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def with_key(user: User) -> User:
    """Give ``user`` a passkey, and nothing else beside the password."""
    Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Key", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}},
        created_at=timezone.now(),
    )
    return user


def code(secret: str = SECRET) -> str:
    """The code that the app shows now."""
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def plain_secret(user: User) -> str:
    """The secret of the person's app, opened."""
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return str(get_adapter().decrypt(row.data["secret"]))


def sign_in(client: Client, user: User, next_page: str = "") -> Any:
    """Sign in with address and password, as a browser does."""
    form = {"login": user.email, "password": PASSWORD, "next": next_page}
    return client.post("/account/login/", form)
