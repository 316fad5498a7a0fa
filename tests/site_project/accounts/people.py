"""People with accounts, and the codes of their apps."""

from __future__ import annotations

import json
import secrets
from hashlib import sha256
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

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
    number = secrets.token_bytes(16)
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    about = AuthenticatorData.create(
        sha256(b"testserver").digest(),
        AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT,
        0,
        AttestedCredentialData.create(Aaguid.NONE, number, public),
    )
    client = {"type": "webauthn.create", "challenge": "AA", "origin": "http://testserver"}
    credential = {
        "id": websafe_encode(number),
        "rawId": websafe_encode(number),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(json.dumps(client).encode()),
            "attestationObject": websafe_encode(AttestationObject.create("none", about, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
    Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Key", "credential": credential},
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
