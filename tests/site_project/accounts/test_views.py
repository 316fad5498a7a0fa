"""Sessions are listed and ended by their owner, and by nobody else."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from .people import person, sign_in

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def _end(client: Client, session: UserSession, method: str = "post") -> int:
    return int(getattr(client, method)(f"/account/sessions/{session.pk}/end/").status_code)


def test_the_owner_sees_each_session_and_ends_one(client: Client) -> None:
    anna = person()
    phone = Client(headers={"user-agent": FIREFOX})
    sign_in(client, anna)
    sign_in(phone, anna)
    other = UserSession.objects.get(user_agent=FIREFOX)
    page = client.get("/account/sessions/").content.decode()
    assert "Firefox" in page
    assert f"/account/sessions/{other.pk}/end/" in page
    assert _end(client, other) == 302
    assert phone.get("/account/sessions/").status_code == 302
    assert client.get("/account/sessions/").status_code == 200


def test_all_others_end_at_once(client: Client) -> None:
    anna = person()
    phone = Client()
    sign_in(client, anna)
    sign_in(phone, anna)
    client.post("/account/sessions/")
    assert "_auth_user_id" not in phone.session
    assert "_auth_user_id" in client.session


def test_nobody_ends_the_session_of_another(client: Client) -> None:
    other = Client()
    sign_in(other, person("erik@example.com"))
    sign_in(client, person())
    session = UserSession.objects.get(user__email="erik@example.com")
    answer = client.post(f"/account/sessions/{session.pk}/end/", follow=True)
    assert answer.status_code == 404
    assert "_auth_user_id" in other.session


def test_a_link_ends_nothing(client: Client) -> None:
    sign_in(client, person())
    session = UserSession.objects.get()
    assert _end(client, session, "get") == 405
    assert _end(client, session) == 302, "one's own session is ended by signing out"
    assert "_auth_user_id" in client.session
