"""Second factors are sealed at rest, and names of users say nothing."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from .people import PASSWORD, SECRET, code, person, plain_secret, sign_in, with_app

pytestmark = pytest.mark.django_db


def test_what_the_database_holds_opens_no_account() -> None:
    anna = with_app(person())
    rows = {row.type: row for row in Authenticator.objects.filter(user=anna)}
    stored = json.dumps([row.data for row in rows.values()])
    assert SECRET not in stored
    assert plain_secret(anna) == SECRET
    codes = rows["recovery_codes"].wrap().generate_codes()
    assert len(set(codes)) == 10
    assert not any(each in stored for each in codes)


def test_the_same_secret_is_never_stored_alike() -> None:
    first, second = with_app(person()), with_app(person("erik@example.com"))
    secrets = Authenticator.objects.filter(type="totp", user__in=[first, second])
    assert len({row.data["secret"] for row in secrets}) == 2


def test_an_app_is_set_up_used_and_turned_off(client: Client) -> None:
    anna = person()
    sign_in(client, anna)
    page = client.get("/account/2fa/totp/activate/")
    assert page["Location"].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret[:4] in page.content.decode()
    client.post("/account/2fa/totp/activate/", {"code": code(secret)})
    assert plain_secret(anna) == secret

    stranger = Client()
    assert sign_in(stranger, anna)["Location"] == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in stranger.session
    stranger.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in stranger.session
    recovery = Authenticator.objects.get(user=anna, type="recovery_codes").wrap()
    stranger.post("/account/2fa/authenticate/", {"code": recovery.get_unused_codes()[0]})
    assert stranger.session["_auth_user_id"] == str(anna.pk)
    assert len(recovery.get_unused_codes()) == 10
    recovery.instance.refresh_from_db()
    assert len(recovery.get_unused_codes()) == 9

    client.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=anna).exists()


def test_signing_up_asks_for_an_address_and_leaves_no_trace_of_it_in_the_name(
    client: Client,
) -> None:
    form = {"email": "ny@example.com", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/account/signup/", form)
    assert answer["Location"].startswith("/account/confirm-email/")
    user = User.objects.get(email="ny@example.com")
    assert "ny" not in user.username.split("-")[1]
    assert "_auth_user_id" not in client.session, "the address must be confirmed first"
    letter = mail.outbox[0]
    assert letter.to == ["ny@example.com"]
    assert "Auxentum" in letter.body
    assert "testserver" not in letter.body
